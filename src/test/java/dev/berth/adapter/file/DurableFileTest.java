package dev.berth.adapter.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aContentThatIsNoLongerWhatWasReadStays(boolean inPlace) throws IOException {
        Files.writeString(file(), "saved by somebody");

        boolean replaced = new DurableFile(file()).replace("new".getBytes(UTF_8), inPlace, now -> false);

        assertThat(replaced).isFalse();
        assertThat(Files.readString(file())).isEqualTo("saved by somebody");
        assertThat(folder).isDirectoryContaining("glob:**app.env").isDirectoryNotContaining("glob:**/.berth-*");
    }

    @Test
    void theContentIsComparedOnceTheNewOneIsOnTheDisk() throws IOException {
        Files.writeString(file(), "old");
        var beside = new ArrayList<String>();

        new DurableFile(file())
                .replace(
                        "new".getBytes(UTF_8),
                        false,
                        now -> beside.add(new String(now, UTF_8) + ", beside it " + staged()));

        assertThat(beside).containsExactly("old, beside it new");
        assertThat(Files.readString(file())).isEqualTo("new");
    }

    @Test
    void aFileThatIsOverwrittenIsComparedOnceItsCopyIsKept() throws IOException {
        Files.writeString(file(), "old");
        var kept = new ArrayList<Boolean>();

        new DurableFile(file())
                .replace(
                        "new".getBytes(UTF_8),
                        true,
                        now -> kept.add(Files.exists(folder.resolve(".berth-app.env.pending"))));

        assertThat(kept).containsExactly(false, true);
        assertThat(Files.readString(file())).isEqualTo("new");
    }

    private String staged() {
        try {
            return Files.readString(folder.resolve(".berth-app.env.new"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private Path file() {
        return folder.resolve("app.env");
    }
}
