package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo shows what it promises, on the ports that its example has, and leaves nothing. */
@Tag("slow")
@Timeout(900)
class DemoIT {
    @TempDir
    Path temporary;

    @Test
    void theDemoShowsAllThatItPromises() {
        var demo = Path.of("deploy/demo.sh").toAbsolutePath().toString();

        var ran = Shell.attempt(Path.of("/"), List.of("env", "TMPDIR=" + temporary, demo));

        assertThat(ran.code()).as(ran.said()).isZero();
        assertThat(ran.said().substring(ran.said().indexOf("== Summary")))
                .contains("stack up: 15 services, all four clients answer 200")
                .contains("plan: changes pending (exit code 10), nothing touched")
                .contains("apply: 14 berths on 7000-7003, 7010-7012, 7020-7021, 7030, 7100-7102 and 7200")
                .contains("docker compose up -d recreates nothing")
                .contains("plan again: in sync (exit code 0)")
                .contains("rolled back by itself (exit code 20)")
                .contains("every file as before byte for byte")
                .containsPattern("[1-9][0-9]+ rows were acknowledged while all this went on: 0 lost, 0 doubled");
        assertThat(temporary).isEmptyDirectory();
        for (var kind : List.of("container", "volume", "network")) {
            assertThat(Shell.lines(kind, "ls", "-q", "--filter", "label=com.docker.compose.project=berth-demo"))
                    .as(kind)
                    .isEmpty();
        }
        assertThat(Shell.lines("container", "ls", "-aq", "--filter", "name=berth-demo"))
                .isEmpty();
    }
}
