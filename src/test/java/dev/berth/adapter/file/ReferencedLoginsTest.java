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
        var login = new ReferencedLogins(Map.of(), "shop", ".env").resolve(Credentials.NONE, folder.toString());

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
    void whatTheDotEnvOfAPolicyLacksIsInTheOneThatAPlanWasMadeWith() throws IOException, UnresolvedCredentials {
        Files.writeString(folder.resolve("planned.env"), "DB_USER=planned\nDB_PASSWORD=planned\n");
        Files.writeString(folder.resolve("later.env"), "DB_PASSWORD=later\n");

        var login = later(planned("shop"));

        assertThat(login).isEqualTo(new Login(Optional.of("planned"), Optional.of("later")));
    }

    @Test
    void theDotEnvThatAPlanWasMadeWithIsAskedFirstWhereItIsOfAnotherProject()
            throws IOException, UnresolvedCredentials {
        Files.writeString(folder.resolve("planned.env"), "DB_USER=planned\n");
        Files.writeString(folder.resolve("later.env"), "DB_USER=later\nDB_PASSWORD=later\n");

        var login = later(planned("stock"));

        assertThat(login).isEqualTo(new Login(Optional.of("planned"), Optional.of("later")));
    }

    private static DockerTarget planned(String project) {
        return new DockerTarget("unix:///var/run/docker.sock", project, List.of("compose.yaml"), "planned.env");
    }

    /** By a policy that names another .env than the plan. */
    private Login later(DockerTarget planned) throws UnresolvedCredentials {
        return new ReferencedLogins(Map.of(), "shop", "later.env")
                .by(Optional.of(planned))
                .resolve(
                        new Credentials(
                                Optional.of(new SecretSource.Env("DB_USER")),
                                Optional.of(new SecretSource.Env("DB_PASSWORD"))),
                        folder.toString());
    }

    private Login resolve(SecretSource user, SecretSource password, Map<String, String> environment)
            throws UnresolvedCredentials {
        return new ReferencedLogins(environment, "shop", ".env")
                .resolve(new Credentials(Optional.of(user), Optional.of(password)), folder.toString());
    }
}
