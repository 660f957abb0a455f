package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.engine.Login;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.policy.Credentials;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencedLoginsTest {
    @TempDir
    Path folder;

    @Test
    void theEnvironmentBeatsTheDotEnv() throws IOException, UnresolvedCredentials {
        Files.writeString(folder.resolve(".env"), "DB_USER=file\nDB_PASSWORD='x y'\n");

        var login = resolve(
                new SecretSource.Env("DB_USER"), new SecretSource.Env("DB_PASSWORD"), Map.of("DB_USER", "shell"));

        assertThat(login).isEqualTo(new Login(Optional.of("shell"), Optional.of("x y")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"secret\\n|`secret`", "secret\\r\\n|`secret`", "secret|`secret`", "secret\\n\\n|`secret\n`"})
    void oneLineBreakAtAFilesEndIsNoPartOfIt(String content, String password)
            throws IOException, UnresolvedCredentials {
        Files.writeString(folder.resolve("secret"), content.replace("\\n", "\n").replace("\\r", "\r"));

        var login = resolve(new SecretSource.Value("admin"), new SecretSource.File("secret"), Map.of());

        assertThat(login).isEqualTo(new Login(Optional.of("admin"), Optional.of(password)));
    }

    @Test
    void noCredentialsAreNoLogin() throws UnresolvedCredentials {
        var login = new ReferencedLogins(Map.of(), ".env").resolve(Credentials.NONE, folder.toString());

        assertThat(login).isEqualTo(Login.NONE);
    }

    @Test
    void aVariableThatIsNowhereIsNamed() {
        assertThatThrownBy(() -> resolve(new SecretSource.Value("a"), new SecretSource.Env("DB_PASSWORD"), Map.of()))
                .isInstanceOf(UnresolvedCredentials.class)
                .hasMessage("variable DB_PASSWORD is neither in the environment nor in .env; set it in one of them");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> resolve(new SecretSource.Value("a"), new SecretSource.File("secrets/db"), Map.of()))
                .isInstanceOf(UnresolvedCredentials.class)
                .hasMessageStartingWith("file secrets/db can't be read (NoSuchFileException)");
    }

    @Test
    void vaultIsNotForDocker() {
        assertThatThrownBy(() ->
                        resolve(new SecretSource.Value("a"), new SecretSource.Vault("kv/db", "password"), Map.of()))
                .isInstanceOf(UnresolvedCredentials.class)
                .hasMessage("credentials by vault can't be resolved on Docker; use env or file");
    }

    @Test
    void theDotEnvThatAPlanWasMadeWithIsAskedFirst() throws IOException, UnresolvedCredentials {
        Files.writeString(folder.resolve("planned.env"), "DB_USER=planned\n");
        Files.writeString(folder.resolve("later.env"), "DB_USER=later\nDB_PASSWORD=later\n");
        var logins = new ReferencedLogins(Map.of(), "later.env").by(Optional.of(planned("planned.env")));

        var login = logins.resolve(
                new Credentials(
                        Optional.of(new SecretSource.Env("DB_USER")), Optional.of(new SecretSource.Env("DB_PASSWORD"))),
                folder.toString());

        assertThat(login).isEqualTo(new Login(Optional.of("planned"), Optional.of("later")));
    }

    private static DockerTarget planned(String envFile) {
        return new DockerTarget("unix:///var/run/docker.sock", "shop", List.of("compose.yaml"), envFile);
    }

    private Login resolve(SecretSource user, SecretSource password, Map<String, String> environment)
            throws UnresolvedCredentials {
        return new ReferencedLogins(environment, ".env")
                .resolve(new Credentials(Optional.of(user), Optional.of(password)), folder.toString());
    }
}
