package dev.berth.adapter.net;

import dev.berth.observe.Call;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connections of this machine's processes, those in containers too: each network namespace has a table of its own
 * (man page proc_pid_net(5)), read by way of one of the processes in it.
 */
public final class LocalCalls implements Sources.Calls {
    private final Path proc;

    /** @param proc the root of the proc file system, {@code /proc} */
    public LocalCalls(Path proc) {
        this.proc = proc;
    }

    @Override
    public Observation<List<Call>> look(Set<Integer> ports) {
        try {
            var own = namespace(proc.resolve("self")).toList();
            var sockets = namespaces().entrySet().stream()
                    .flatMap(one -> sockets(one.getValue(), own.contains(one.getKey()), ports))
                    .toList();
            var owners = new SocketOwners(proc)
                    .of(sockets.stream().map(found -> found.socket().inode()).collect(Collectors.toSet()));
            return new Observation.Seen<>(
                    sockets.stream().flatMap(found -> found.call(owners)).toList());
        } catch (IllegalArgumentException e) {
            return new Observation.Blind<>(
                    "the kernel's connections can't be understood: " + e.getMessage(),
                    "run berth on Linux, with /proc readable");
        }
    }

    /** A socket of a namespace; {@code own} for berth's. */
    private record Found(TcpSocket socket, boolean own) {
        /** Nothing where its owner can't be told. */
        Stream<Call> call(Map<Long, LocalProcess> owners) {
            var asked = socket.remote();
            return Stream.ofNullable(owners.get(socket.inode()))
                    .map(owner -> new Call(owner, asked.address(), here(asked.address()), asked.port()));
        }

        private boolean here(String address) {
            return IpAddress.isLocal(address) && (own || !IpAddress.isLoopback(address));
        }
    }

    /** One process for each namespace, by what the kernel calls the namespace. */
    private Map<String, Path> namespaces() {
        var found = new LinkedHashMap<String, Path>();
        var names = proc.toFile().list((folder, name) -> name.matches("\\d+"));
        Arrays.stream(names == null ? new String[0] : names)
                .map(proc::resolve)
                .forEach(process -> namespace(process).forEach(name -> found.putIfAbsent(name, process)));
        return found;
    }

    /** Nothing for a process that is gone or closed to this user. */
    private static Stream<String> namespace(Path process) {
        try {
            return Stream.of(Files.readSymbolicLink(process.resolve("ns/net")).toString());
        } catch (IOException unseen) {
            return Stream.empty();
        }
    }

    private static Stream<Found> sockets(Path process, boolean own, Set<Integer> ports) {
        try {
            return TcpSocket.all(process, TcpSocket.State.CONNECTED).stream()
                    .filter(socket -> ports.contains(socket.remote().port()))
                    .map(socket -> new Found(socket, own));
        } catch (IOException goneMeanwhile) {
            return Stream.empty();
        }
    }
}
