package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Encryption;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringTest {
    private static final String NEW = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW_ID = "630dcd2966c43366";
    private static final String OLD = "ff".repeat(32);
    private static final String OLD_ID = "af9613760f72635f";

    @TempDir
    java.nio.file.Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                NEW,
                NEW + "\n",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
            })
    void aKeyIsThirtyTwoBytesInBase64OrHex(String text) {
        assertThat(BackupKey.of(text).map(BackupKey::id)).contains(NEW_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "short", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==", "correct horse battery staple!"})
    void nothingElseIsAKey(String text) {
        assertThat(BackupKey.of(text)).isEmpty();
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(BackupKey.of(NEW).orElseThrow()).hasToString("key " + NEW_ID);
    }

    @Test
    void aBackupOfAnOldKeyIsReadByIt() throws IOException {
        var keys = keys(Map.of("NEW", NEW, "OLD", OLD));

        assertThat(keys.current().map(BackupKey::id)).contains(NEW_ID);
        assertThat(keys.missing(OLD_ID)).isEmpty();
        assertThat(keys.find(OLD_ID).id()).isEqualTo(OLD_ID);
    }

    @Test
    void anOldKeyThatIsGoneKeepsNobodyFromTheNew() throws IOException {
        var keys = keys(Map.of("NEW", NEW));

        assertThat(keys.missing()).isEmpty();
        assertThat(keys.find(NEW_ID).id()).isEqualTo(NEW_ID);
    }

    @Test
    void aKeyThatNobodyHasIsNamedBesideThoseThatThereAre() {
        assertThat(keys(Map.of("NEW", NEW, "OLD", OLD)).missing("0123456789abcdef"))
                .hasValueSatisfying(missing -> assertThat(missing.reason())
                        .isEqualTo("it is encrypted by key 0123456789abcdef, and the policy has " + NEW_ID + ", "
                                + OLD_ID));
    }

    @Test
    void aPolicyWithoutEncryptionHasNoKey() {
        var keys = new Keyring(Optional.empty(), new ReferencedLogins(Map.of(), "shop", ".env"), root.toString());

        assertThat(keys.missing()).isEmpty();
        assertThat(keys.missing(NEW_ID))
                .hasValueSatisfying(
                        missing -> assertThat(missing.reason()).endsWith(NEW_ID + ", and the policy has no key"));
    }

    @Test
    void whatIsNoKeyIsNotShown() {
        assertThat(keys(Map.of("NEW", "hunter2")).missing())
                .hasValueSatisfying(missing -> assertThat(missing.toString())
                        .contains("variable NEW holds no 32 bytes in base64 or hex", "openssl rand -base64 32")
                        .doesNotContain("hunter2"));
    }

    private Keyring keys(Map<String, String> environment) {
        var wish = new Encryption(new SecretSource.Env("NEW"), List.of(new SecretSource.Env("OLD")));
        return new Keyring(Optional.of(wish), new ReferencedLogins(environment, "shop", ".env"), root.toString());
    }
}
