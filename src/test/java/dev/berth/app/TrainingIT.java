package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.StateFolder;
import dev.berth.journal.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher trains on: a command that were refused there would leave the archive without its classes. */
@Timeout(120)
class TrainingIT {
    private static final Path EXAMPLE = Path.of("deploy/examples/research-stack");

    @TempDir
    Path state;

    @Test
    void theExampleGoesForthAndBackAndStaysAsItIs() throws IOException {
        var before = texts();

        Training.main(new String[] {EXAMPLE.resolve("policy.yaml").toString(), state.toString()});

        assertThat(new FileRecords(new StateFolder(state)).all())
                .singleElement()
                .satisfies(journal ->
                        assertThat(Progress.of(journal.entries()).closed()).contains("rolled back"));
        assertThat(texts()).isEqualTo(before);
    }

    private static Map<Path, String> texts() throws IOException {
        var texts = new TreeMap<Path, String>();
        try (var files = Files.walk(EXAMPLE)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }
}
