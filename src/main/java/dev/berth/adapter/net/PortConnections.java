package dev.berth.adapter.net;

import dev.berth.engine.OwnAddress;
import dev.berth.observe.Alias;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open TCP connections to ports of this host, without berth's own.
 *
 * <p>The kernel's tracking sees all of them, those too that Docker's rules pass on to a container. Where it can't be read,
 * the sockets are counted, and these are docker-proxy's alone.
 */
final class PortConnections {
    private final Path proc;
    private final Sources.Net filter;

    /** @param proc the root of the proc file system, {@code /proc} */
    PortConnections(Path proc, Sources.Net filter) {
        this.proc = proc;
        this.filter = filter;
    }

    /** By which ports a port is reached: itself, and the old ones that lead to it. */
    Set<Integer> ways(int port) {
        var olds = filter.look().aliases().stream()
                .filter(alias -> alias.to() == port)
                .map(Alias::from);
        return Stream.concat(Stream.of(port), olds).collect(Collectors.toSet());
    }

    PortClients to(Set<Integer> ports) {
        try {
            return new PortClients(TrackedFlow.in(proc).stream()
                    .filter(flow -> flow.open()
                            && !own(flow.from().address(), flow.from().port()))
                    .filter(flow -> Stream.of(flow.to(), flow.answering())
                            .anyMatch(place -> ports.contains(place.port()) && IpAddress.isLocal(place.address())))
                    .map(TrackedFlow::answered)
                    .toList());
        } catch (IOException untracked) {
            return new PortClients(sockets().stream()
                    .filter(socket -> ports.contains(socket.local().port())
                            && !own(socket.remote().address(), socket.remote().port()))
                    .map(socket -> new TrackedFlow.Place(
                            socket.remote().address(), socket.remote().port()))
                    .toList());
        }
    }

    /** The processes of this host at the other end, such as {@code psql (pid 4711)}. */
    List<String> clients(Set<Integer> ports) {
        var inodes = sockets().stream()
                .filter(socket -> ports.contains(socket.remote().port())
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
