package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceNoticeIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWordReachesASocketWithAFile() throws IOException {
        var socket = folder.resolve("notify").toString();

        assertThat(sent(socket, "READY=1\nSTATUS=ä")).isEqualTo("READY=1\nSTATUS=ä");
    }

    @Test
    void aWordReachesASocketWithoutAFile() throws IOException {
        var name = "berth-it-" + System.nanoTime();

        assertThat(sent("@" + name, "WATCHDOG=1")).isEqualTo("WATCHDOG=1");
    }

    @Test
    void nobodyThereIsSaid() {
        var socket = folder.resolve("nobody").toString();

        assertThatThrownBy(() -> new ServiceNotice(socket).send("READY=1"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(socket);
    }

    @Test
    void whatTheEnvironmentSaysIsHeeded() {
        assertThat(ServiceNotice.wanted(Map.of())).isEmpty();
        assertThat(ServiceNotice.wanted(Map.of("NOTIFY_SOCKET", "/run/systemd/notify")))
                .contains(new ServiceNotice("/run/systemd/notify"));
        assertThat(ServiceNotice.watchdog(Map.of("WATCHDOG_USEC", "60000000"), 7))
                .contains(Duration.ofMinutes(1));
        assertThat(ServiceNotice.watchdog(Map.of("WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "8"), 7))
                .isEqualTo(Optional.empty());
    }

    private static String sent(String socket, String word) throws IOException {
        try (var receiver = new DatagramSocketFile(socket)) {
            new ServiceNotice(socket).send(word);
            return receiver.next();
        }
    }
}
