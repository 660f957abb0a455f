package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.berth.backup.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program that opens a backup's files without berth, run as a person would who has lost everything else. */
@Timeout(60)
class DecryptIT {
    @TempDir
    Path folder;

    private Path key;
    private EncryptedFiles files;

    @BeforeEach
    void begin() throws IOException {
        key = Files.writeString(folder.resolve("backup.key"), EncryptedFiles.KEY + "\n");
        files = new EncryptedFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4040, 300_000})
    void itGivesWhatWasWritten(int length) throws Exception {
        var content = EncryptedFiles.noise(length);

        var ran = decrypt(files.written(content));

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(new ZstdInputStream(new ByteArrayInputStream(ran.out())).readAllBytes())
                .isEqualTo(content);
    }

    @Test
    void itOpensAFileThatWasTakenElsewhereByItsName() throws Exception {
        var file = files.written(EncryptedFiles.noise(10));
        var elsewhere = Files.move(files.path(file), folder.resolve("elsewhere"));

        assertThat(decrypt(elsewhere).code()).isEqualTo(1);
        assertThat(decrypt(elsewhere, EncryptedFiles.NAME + "/" + file.name()).code())
                .isZero();
    }

    @Test
    void itTellsAnAlteredFile() throws Exception {
        var file = files.written(EncryptedFiles.noise(10_000));
        var bytes = Files.readAllBytes(files.path(file));
        bytes[5000] ^= 1;
        Files.write(files.path(file), bytes);

        var ran = decrypt(file);

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("is not what this key wrote as " + EncryptedFiles.NAME + "/" + file.name());
    }

    private Decrypted decrypt(StoredFile file) throws Exception {
        return decrypt(files.path(file));
    }

    private Decrypted decrypt(Path file, String... more) throws Exception {
        var command = new ArrayList<>(
                List.of(Jvm.java(), Path.of("deploy/Decrypt.java").toString(), key.toString(), file.toString()));
        command.addAll(List.of(more));
        var said = Files.createTempFile(folder, "said", "");
        var process = new ProcessBuilder(command).redirectError(said.toFile()).start();
        var out = process.getInputStream().readAllBytes();
        return new Decrypted(process.waitFor(), out, Files.readString(said, StandardCharsets.UTF_8));
    }

    private record Decrypted(int code, byte[] out, String err) {}
}
