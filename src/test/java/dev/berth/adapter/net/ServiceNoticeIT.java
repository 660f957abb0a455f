package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceNoticeIT {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aWordReachesASocketWithAFile() throws IOException {
        var socket = folder.resolve("notify").toString();

        assertThat(sent(socket, socket, "READY=1\nSTATUS=ä")).isEqualTo("READY=1\nSTATUS=ä");
    }

    @Test
    void aWordReachesASocketWithoutAFile() throws IOException {
        var name = "berth-it-" + System.nanoTime();

        assertThat(sent("@" + name, "\0" + name, "WATCHDOG=1")).isEqualTo("WATCHDOG=1");
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

    /** @param bound the same as C has it */
    private static String sent(String socket, String bound, String word) throws IOException {
        var c = Native.load("c", C.class);
        int descriptor = c.socket(AF_UNIX, SOCK_DGRAM, 0);
        try {
            var name = bound.getBytes(StandardCharsets.UTF_8);
            var address = ByteBuffer.allocate(2 + name.length)
                    .order(ByteOrder.nativeOrder())
                    .putShort((short) AF_UNIX)
                    .put(name);
            c.bind(descriptor, address.array(), address.capacity());
            new ServiceNotice(socket).send(word);
            var received = new byte[256];
            int length = c.read(descriptor, received, received.length);
            return new String(received, 0, length, StandardCharsets.UTF_8);
        } finally {
            c.close(descriptor);
            if (bound.startsWith("/")) {
                Files.deleteIfExists(Path.of(bound));
            }
        }
    }

    interface C extends Library {
        int socket(int domain, int type, int protocol) throws LastErrorException;

        int bind(int socket, byte[] address, int length) throws LastErrorException;

        int read(int socket, byte[] into, int length) throws LastErrorException;

        int close(int socket) throws LastErrorException;
    }
}
