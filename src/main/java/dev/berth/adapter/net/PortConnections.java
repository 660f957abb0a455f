package dev.berth.adapter.net;

import dev.berth.engine.OwnAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            return (int) TrackedFlow.in(Files.readAllLines(proc.resolve("net/nf_conntrack"))).stream()
                    .filter(flow -> !flow.client().equals(OwnAddress.IPV4))
                    .filter(flow -> Stream.of(flow.to(), flow.answering())
                            .anyMatch(place -> place.port() == port && isOfThisHost(place.address())))
                    .count();
        } catch (IOException untracked) {
            return (int) sockets()
                    .filter(socket -> socket.port() == port && !socket.peer().equals(OwnAddress.IPV4))
                    .count();
        }
    }

    /** The processes of this host at the other end, such as {@code psql (pid 4711)}. */
    List<String> clients(int port) {
        var inodes = sockets()
                .filter(socket -> socket.peerPort() == port
                        && !socket.address().equals(OwnAddress.IPV4)
                        && isOfThisHost(socket.peer()))
                .map(TcpConnection::inode)
                .collect(Collectors.toSet());
        return new SocketOwners(proc)
                .of(inodes).values().stream().distinct().sorted().toList();
    }

    private Stream<TcpConnection> sockets() {
        var sockets = new ArrayList<TcpConnection>();
        for (var table : List.of("net/tcp", "net/tcp6")) {
            try {
                sockets.addAll(TcpConnection.in(Files.readAllLines(proc.resolve(table))));
            } catch (IOException | IllegalArgumentException unreadable) {
                // A count that is too low is no harm: it is a second look beside the engine's own list.
                continue;
            }
        }
        return sockets.stream();
    }

    /** A container answers at an address of its own. */
    private static boolean isOfThisHost(String address) {
        try {
            var place = InetAddress.getByName(address);
            return place.isLoopbackAddress() || NetworkInterface.getByInetAddress(place) != null;
        } catch (IOException unknown) {
            return false;
        }
    }
}
