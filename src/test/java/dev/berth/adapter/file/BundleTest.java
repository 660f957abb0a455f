package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts go into a bundle and come out of it as they were. */
class BundleTest {
    private static final Map<String, String> TEXTS = Map.of("plan.txt", "plan é\n", "entries.txt", "");
    private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");

    @TempDir
    Path folder;

    @Test
    void textsComeOutAsTheyWentIn() throws IOException {
        var file = written("a.tar.zst");

        assertThat(Unpacked.of(file))
                .containsEntry("stack-1/plan.txt", "plan é\n")
                .containsEntry("stack-1/entries.txt", "")
                .hasSize(3);
    }

    @Test
    void theirSumsAreThere() throws IOException {
        var file = written("a.tar.zst");

        assertThat(Unpacked.of(file).get("stack-1/SHA256SUMS"))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  entries.txt\n"
                        + "138450a2d6de4f0804cb2747247bde7ffa3e712fa8e9fa4894bd0ee497eca92f  plan.txt\n");
    }

    @Test
    void theSameTextsGiveTheSameBytes() throws IOException {
        assertThat(written("a.tar.zst")).hasSameBinaryContentAs(written("b.tar.zst"));
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        var file = written("a.tar.zst");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whereItCantBeWrittenNothingIsLeft() {
        var file = folder.resolve("missing/a.tar.zst");

        assertThatThrownBy(() -> Bundle.write(file, "stack-1", TEXTS, AT)).isInstanceOf(IOException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private Path written(String name) throws IOException {
        var file = folder.resolve(name);
        Bundle.write(file, "stack-1", TEXTS, AT);
        return file;
    }
}
