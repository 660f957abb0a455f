package dev.berth.adapter.net;

import dev.berth.observe.HostFacts;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The host as Linux tells of it in /proc (man page proc(5)): listening TCP sockets, their owners, the kernel's ports. */
public final class ProcHost implements Sources.Host {
    private static final String REMEDY = "run berth on Linux, in the host's own network namespace, with /proc readable";

    private static final int LONGEST_SETTING = 1 << 16;

    private final Path proc;

    /** @param proc the root of the proc file system, {@code /proc} */
    public ProcHost(Path proc) {
        this.proc = proc;
    }

    @Override
    public Observation<HostFacts> look() {
        try {
            var settings = proc.resolve("sys/net/ipv4");
            var ephemeral = KernelPorts.range(sysctl(settings.resolve("ip_local_port_range")));
            var reserved = KernelPorts.list(sysctl(settings.resolve("ip_local_reserved_ports")));
            return new Observation.Seen<>(new HostFacts(listeners(), ephemeral, reserved));
        } catch (IOException e) {
            return new Observation.Blind<>("the kernel's ports can't be read: " + e, REMEDY);
        } catch (IllegalArgumentException e) {
            return new Observation.Blind<>("the kernel's ports can't be understood: " + e.getMessage(), REMEDY);
        }
    }

    /** What the kernel calls itself; empty where it does not say. */
    public String kernel() {
        try {
            return sysctl(proc.resolve("version")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** In one read: the kernel gives a setting only to a read from the start, and Files.readString begins with one byte. */
    private static String sysctl(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var buffer = new byte[LONGEST_SETTING];
            int length = bytes.read(buffer);
            return new String(buffer, 0, Math.max(length, 0), StandardCharsets.US_ASCII);
        }
    }

    private List<Listener> listeners() throws IOException {
        var sockets = TcpSocket.all(proc, TcpSocket.State.LISTENING);
        var inodes = sockets.stream().map(TcpSocket::inode).collect(Collectors.toSet());
        var owners = new SocketOwners(proc).of(inodes);
        return sockets.stream()
                .map(socket -> new Listener(
                        socket.local().address(), socket.local().port(), owner(owners.get(socket.inode()))))
                .distinct()
                .toList();
    }

    private static String owner(@Nullable LocalProcess process) {
        return process == null ? "" : process.toString();
    }
}
