package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFolderTest {
    @TempDir
    private Path folder;

    private StateFolder state;

    @BeforeEach
    void nameTheState() {
        state = new StateFolder(folder.resolve("state"));
    }

    @Test
    void aStageIsForItsOwnerAlone() throws IOException {
        var stage = StageFolder.create(state, "rehearsal", "0123abcd", "unix:///docker.sock");

        assertThat(Files.getPosixFilePermissions(stage.path())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aStageThatNobodyTookDownIsFoundWithItsEngine() throws IOException {
        StageFolder.create(state, "rehearsal", "0123abcd", "unix:///docker.sock");

        var left = StageFolder.left(state);

        assertThat(left).singleElement().satisfies(stage -> {
            assertThat(stage.purpose()).isEqualTo("rehearsal");
            assertThat(stage.id()).isEqualTo("0123abcd");
            assertThat(stage.engine()).contains("unix:///docker.sock");
        });
    }

    @Test
    void marksOfPassedRehearsalsAreNoStages() {
        new FileRehearsals(state).passed(Instant.EPOCH, "abcdef012345");

        assertThat(state.rehearsals()).isNotEmptyDirectory();
        assertThat(StageFolderTest.left(state)).isZero();
    }

    @Test
    void aDeletedStageIsGoneWithAllThatItHeld() throws IOException {
        var stage = StageFolder.create(state, "rehearsal", "0123abcd", "unix:///docker.sock");
        Files.createDirectories(stage.files().resolve("a/b"));
        Files.writeString(stage.files().resolve("a/b/c"), "x");
        Files.createSymbolicLink(stage.files().resolve("link"), folder);

        stage.delete();

        assertThat(stage.path()).doesNotExist();
        assertThat(folder).exists();
    }

    private static int left(StateFolder state) {
        try {
            return StageFolder.left(state).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
