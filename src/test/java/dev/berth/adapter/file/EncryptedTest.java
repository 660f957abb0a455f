package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.backup.BackupName;
import dev.berth.backup.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedTest {
    private static final int SEGMENT = 4096;
    private static final int LENGTH = 100_000;

    @TempDir
    Path folder;

    private EncryptedFiles files;

    @BeforeEach
    void begin() {
        files = new EncryptedFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4000, 4040, 4096, 65_536, 1_000_000})
    void whatIsReadIsWhatWasWritten(int length) throws IOException {
        var content = EncryptedFiles.noise(length);
        var file = files.written(content);

        assertThat(files.read(file)).isEqualTo(content);
        assertThat(file.name()).isEqualTo("database-1.dump.zst.enc");
        assertThat(file.key()).contains("630dcd2966c43366");
        assertThat(file).as("digested as it lies on the disk").isEqualTo(files.asItLies(file));
    }

    @Test
    void nothingOfItCanBeReadAndNoTwoFilesAreAlike() throws IOException {
        var content = "a row with a name in it".getBytes(StandardCharsets.UTF_8);
        var one = Files.readAllBytes(files.path(files.written(content)));
        var later = new BackupName("orders", Instant.parse("2026-11-29T03:00:00Z"));

        var other = Files.readAllBytes(files.path(later, files.written(later, content)));

        assertThat(new String(one, StandardCharsets.ISO_8859_1)).doesNotContain("a row");
        assertThat(one).isNotEqualTo(other);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 37, 41, SEGMENT - 1, SEGMENT, 50_000, -1})
    void oneAlteredByteIsFoundAlthoughTheManifestFitsIt(int at) throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        var bytes = Files.readAllBytes(files.path(file));
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(files.path(file), bytes);

        assertNotOpened();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 40, SEGMENT, 5 * SEGMENT, 5 * SEGMENT + 7})
    void aFileCutShortIsFoundAlthoughTheManifestFitsIt(int length) throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        Files.write(files.path(file), Arrays.copyOf(Files.readAllBytes(files.path(file)), length));

        assertNotOpened();
    }

    @Test
    void piecesInAnotherOrderAreFoundAlthoughTheManifestFitsThem() throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        var bytes = Files.readAllBytes(files.path(file));
        var swapped = bytes.clone();
        System.arraycopy(bytes, SEGMENT, swapped, 2 * SEGMENT, SEGMENT);
        System.arraycopy(bytes, 2 * SEGMENT, swapped, SEGMENT, SEGMENT);
        Files.write(files.path(file), swapped);

        assertNotOpened();
    }

    @Test
    void whatIsAppendedIsFoundAlthoughTheManifestFitsIt() throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        var bytes = Files.readAllBytes(files.path(file));
        Files.write(files.path(file), Arrays.copyOf(bytes, bytes.length + SEGMENT));

        assertNotOpened();
    }

    @Test
    void aFileOfAnotherBackupDoesNotPassForThisOne() throws IOException {
        var older = new BackupName("orders", Instant.parse("2026-11-27T03:00:00Z"));
        var file = files.written(older, EncryptedFiles.noise(LENGTH));
        files.written(EncryptedFiles.noise(10));
        Files.write(files.path(file), Files.readAllBytes(files.path(older, file)));

        assertNotOpened();
    }

    @Test
    void anotherKeyDoesNotOpenIt() throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        var others = new EncryptedFiles(folder, "ff".repeat(32));
        var relabelled = new StoredFile(
                file.name(),
                file.bytes(),
                file.sha256(),
                BackupKey.of("ff".repeat(32)).map(BackupKey::id));

        assertThatThrownBy(() -> others.read(file)).hasMessage("there is no key 630dcd2966c43366");
        assertThatThrownBy(() -> others.read(relabelled))
                .hasMessage("database-1.dump.zst.enc is not what key af9613760f72635f wrote here,"
                        + " although its manifest says so");
    }

    @Test
    void anAlteredFileIsToldByItsDigest() throws IOException {
        var file = files.written(EncryptedFiles.noise(LENGTH));
        var bytes = Files.readAllBytes(files.path(file));
        bytes[SEGMENT] ^= 1;
        Files.write(files.path(file), bytes);

        assertThatThrownBy(() -> files.read(file))
                .hasMessageStartingWith("database-1.dump.zst.enc is not what was written: its SHA-256 is another (")
                .hasMessageNotContaining("\n");
    }

    private void assertNotOpened() throws IOException {
        var fitted = files.asItLies(new StoredFile(
                "database-1.dump.zst.enc",
                0,
                "",
                BackupKey.of(EncryptedFiles.KEY).map(BackupKey::id)));
        assertThatThrownBy(() -> files.read(fitted))
                .isInstanceOf(IOException.class)
                .hasMessage("database-1.dump.zst.enc is not what key 630dcd2966c43366 wrote here,"
                        + " although its manifest says so");
    }
}
