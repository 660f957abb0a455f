package dev.berth.adapter.net;

import dev.berth.observe.LocalProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The sockets of this host that are connected to old ports now, and the processes that hold them. */
record LocalSockets(List<TcpSocket> sockets, Map<Long, LocalProcess> owners) {
    /** A socket knows the port that it asked; that the packet filter led it elsewhere does not show there. */
    static LocalSockets of(Path proc, List<Use> uses) {
        try {
            var sockets = TcpSocket.all(proc, TcpSocket.State.CONNECTED).stream()
                    .filter(socket -> uses.stream().anyMatch(use -> of(use, socket)))
                    .toList();
            var inodes = sockets.stream().map(TcpSocket::inode).collect(Collectors.toSet());
            return new LocalSockets(sockets, new SocketOwners(proc).of(inodes));
        } catch (IOException | IllegalArgumentException e) {
            return new LocalSockets(List.of(), Map.of());
        }
    }

    /** The processes that are connected from that address by way of that port. */
    List<LocalProcess> of(Use use) {
        return sockets.stream()
                .filter(socket -> of(use, socket))
                .map(socket -> owners.get(socket.inode()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static boolean of(Use use, TcpSocket socket) {
        return socket.local().address().equals(use.client())
                && socket.remote().port() == use.port()
                && IpAddress.isLocal(socket.remote().address());
    }
}
