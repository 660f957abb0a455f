package dev.berth.adapter.net;

import dev.berth.engine.OwnAddress;
import dev.berth.observe.LocalProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open TCP connections to a port of this host, without berth's own.
 *
 * <p>The kernel's tracking sees all of them, those too that Docker's rules pass on to a container. Where it can't be read,
 * the sockets are counted, and these are docker-proxy's alone.
 */
final class PortConnections {
    private final Path proc;

    /** @param proc the root of the proc file system, {@code /proc} */
    PortConnections(Path proc) {
        this.proc = proc;
    }

    int to(int port) {
        try {
            return (int) TrackedFlow.in(proc).stream()
                    .filter(flow -> flow.open()
                            && !own(flow.from().address(), flow.from().port()))
                    .filter(flow -> Stream.of(flow.to(), flow.answering())
                            .anyMatch(place -> place.port() == port && IpAddress.isLocal(place.address())))
                    .count();
        } catch (IOException untracked) {
            return (int) sockets().stream()
                    .filter(socket -> socket.local().port() == port
                            && !own(socket.remote().address(), socket.remote().port()))
                    .count();
        }
    }

    /** The processes of this host at the other end, such as {@code psql (pid 4711)}. */
    List<String> clients(int port) {
        var inodes = sockets().stream()
                .filter(socket -> socket.remote().port() == port
                        && !own(socket.local().address(), socket.local().port())
                        && IpAddress.isLocal(socket.remote().address()))
                .map(TcpSocket::inode)
                .collect(Collectors.toSet());
        return new SocketOwners(proc)
                .of(inodes).values().stream()
                        .map(LocalProcess::toString)
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static boolean own(String address, int port) {
        return IpAddress.isLocal(address) && OwnAddress.is(address, port);
    }

    /** A count that is too low is no harm: it is a second look beside the engine's own list. */
    private List<TcpSocket> sockets() {
        try {
            return TcpSocket.all(proc, TcpSocket.State.CONNECTED);
        } catch (IOException | IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
