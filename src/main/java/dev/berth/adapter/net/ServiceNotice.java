package dev.berth.adapter.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Tells systemd how the service is: a datagram to the socket that it names, which Java 17's sockets can't send.
 *
 * @param socket a path, or with {@code @} in front a name without a file
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify(3)</a>
 */
public record ServiceNotice(String socket) {
    private static final int LONGEST = 107;
    private static final int MICROS_A_MILLI = 1000;

    /** Whoever started this process wants to be told, and where. */
    public static Optional<ServiceNotice> wanted(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
                .filter(socket -> socket.startsWith("/") || socket.startsWith("@"))
                .map(ServiceNotice::new);
    }

    /** How often at least it wants to hear that all is well, lest it starts the service anew. */
    public static Optional<Duration> watchdog(Map<String, String> environment, long pid) {
        var meant =
                environment.getOrDefault("WATCHDOG_PID", String.valueOf(pid)).equals(String.valueOf(pid));
        return Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .filter(micros -> meant && micros.matches("[0-9]{4,18}"))
                .map(micros -> Duration.ofMillis(Long.parseLong(micros) / MICROS_A_MILLI));
    }

    /** @param state such as {@code READY=1} */
    public void send(String state) throws IOException {
        var name = socket.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST) {
            throw new IOException("the path of systemd's socket is too long: " + socket);
        }
        if (name[0] == '@') {
            name[0] = 0;
        }
        var address = ByteBuffer.allocate(2 + name.length).order(ByteOrder.nativeOrder());
        address.putShort((short) LibC.AF_UNIX).put(name);
        var text = state.getBytes(StandardCharsets.UTF_8);
        try {
            var c = LibC.loaded();
            int descriptor = c.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM, 0);
            try {
                c.sendto(descriptor, text, new NativeLong(text.length), 0, address.array(), address.capacity());
            } finally {
                c.close(descriptor);
            }
        } catch (LastErrorException | LinkageError e) {
            throw new IOException("systemd can't be told at " + socket + ": " + e.getMessage(), e);
        }
    }
}
