package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cli.Keeper;
import dev.berth.cli.RunCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unit file says what the daemon does. */
class UnitFileTest {
    private List<String> lines = List.of();

    @BeforeEach
    void read() throws IOException {
        lines = Files.readAllLines(Path.of("deploy/berth.service"));
    }

    @Test
    void itWaitsForTheWordThatTheDaemonGives() {
        assertThat(lines).contains("Type=notify", "NotifyAccess=main", "WatchdogSec=60s");
    }

    @Test
    void theEndByTermIsNoFailureAndHasTimeForAWayBack() {
        assertThat(lines).contains("SuccessExitStatus=143", "TimeoutStopSec=6min");
    }

    @Test
    void aGuardBesideAPoolerOutlivesADaemonThatIsKilled() {
        assertThat(lines).contains("KillMode=process");
    }

    @Test
    void whatItStartsIsACommandThatIsUnderstood() {
        var start = lines.stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();

        var words = start.substring("ExecStart=/opt/berth/deploy/berth run ".length())
                .split(" ");

        assertThat(((Keeper.Folders) RunCommand.wish(words).charge()).request().state())
                .contains(Path.of("/var/lib/berth"));
        assertThat(Files.isExecutable(Path.of("deploy/berth"))).isTrue();
    }

    @Test
    void netAdminIsAmongAFewCapabilitiesAndNoNewOnesCome() {
        assertThat(lines).contains("NoNewPrivileges=yes", "ProtectSystem=strict");
        assertThat(lines).anyMatch(line -> line.startsWith("CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW "));
    }
}
