package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulletinsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");
    private static final List<Bulletin> SAID = List.of(
            new Bulletin(
                    new Tiers.Name("dev", "shop"),
                    new Readiness(Optional.of(NOW.minusSeconds(90)), ""),
                    List.of(new Tiers.Name("lab", "shop"))),
            new Bulletin(new Tiers.Name("dev", "bar"), new Readiness(Optional.empty(), "it has moves"), List.of()));

    @TempDir
    private Path folder;

    @Test
    void whatWasSaidIsReadByOthers() throws IOException {
        new Bulletins(folder).write(NOW.minusSeconds(60), SAID);

        var read = new Bulletins(folder).read(NOW);

        assertThat(read).isEqualTo(new Bulletins.Read(Optional.of(NOW.minusSeconds(60)), SAID, Optional.empty()));
    }

    @Test
    void theFolderItIsInCanBeSharedAlone() throws IOException {
        new Bulletins(folder).write(NOW, SAID);

        var read = new Bulletins(folder.resolve("told")).read(NOW);

        assertThat(read.bulletins()).isEqualTo(SAID);
        assertThat(folder).isDirectoryNotContaining("glob:**/readiness.json*");
    }

    @Test
    void whoeverGetsThereMayReadIt() throws IOException {
        new Bulletins(folder).write(NOW, SAID);

        assertThat(rights("told")).isEqualTo("rwxr-xr-x");
        assertThat(rights("told/readiness.json")).isEqualTo("rw-r--r--");
    }

    @Test
    void whatAnEarlierBuildSaidIsRead() throws IOException {
        new Bulletins(folder).write(NOW, SAID);
        Files.move(folder.resolve("told/readiness.json"), folder.resolve("readiness.json"));

        var read = new Bulletins(folder).read(NOW);

        assertThat(read.bulletins()).isEqualTo(SAID);
    }

    @Test
    void noStateFolderIsMadeWhereThereIsNone() {
        var gone = new Bulletins(folder.resolve("gone"));

        assertThatThrownBy(() -> gone.write(NOW, SAID)).isInstanceOf(IOException.class);

        assertThat(folder.resolve("gone")).doesNotExist();
    }

    @Test
    void aDaemonThatFellSilentCallsNobodyReady() throws IOException {
        new Bulletins(folder).write(NOW.minus(Duration.ofMinutes(5)).minusMillis(1), SAID);

        var read = new Bulletins(folder).read(NOW);

        assertThat(read.bulletins())
                .extracting(bulletin -> bulletin.readiness().cause())
                .containsOnly("its daemon has said nothing since 2026-01-05T19:54:59.999Z");
        assertThat(read.bulletins())
                .extracting(bulletin -> bulletin.readiness().since())
                .containsOnly(Optional.empty());
    }

    @Test
    void aClockThatIsAheadIsNotBelieved() throws IOException {
        new Bulletins(folder).write(NOW.plus(Duration.ofMinutes(6)), SAID);

        var read = new Bulletins(folder).read(NOW);

        assertThat(read.bulletins())
                .extracting(bulletin -> bulletin.readiness().cause())
                .containsOnly("the clock of its daemon is ahead: 2026-01-05T20:06:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"at\": \"yesterday\"}"})
    void whatIsNoBulletinIsAFlaw(String text) throws IOException {
        Files.writeString(folder.resolve("readiness.json"), text);

        var read = new Bulletins(folder).read(NOW);

        assertThat(read.bulletins()).isEmpty();
        assertThat(read.flaw())
                .hasValueSatisfying(flaw -> assertThat(flaw.toString())
                        .contains("readiness.json can't be read", "share the folder told in the state folder"));
    }

    @Test
    void aFolderOfNoDaemonIsAFlaw() {
        var read = new Bulletins(folder.resolve("none")).read(NOW);

        assertThat(read.flaw()).isPresent();
    }

    private String rights(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
    }
}
