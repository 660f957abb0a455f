package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.observe.Call;
import dev.berth.observe.Container;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds who uses which berth and by which way: by the connections that stand, and else by what clients' files name. */
public final class ConnectionMatrix {
    /** Docker's own relay stands between a host port and its container, and is nobody's client. */
    private static final String RELAY = "docker-proxy";

    private final Policy policy;
    private final Snapshot snapshot;
    private final List<Placement> placements;
    private final ClientChanges files;

    public ConnectionMatrix(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
        this.placements = new Placements(policy, snapshot).find();
        this.files = new ClientChanges(snapshot.project(), placements);
    }

    /** Every port by which somebody may be connected to a database of the policy. */
    public Set<Integer> ports() {
        var ports = new TreeSet<Integer>();
        placements.forEach(placement -> placement.berths().forEach(berth -> {
            ports.add(berth.from());
            ports.add(berth.wanted().target());
            old(berth).forEach(alias -> ports.add(alias.from()));
        }));
        return ports;
    }

    /** In the order of the policy's databases and ports; within one of them the clients by name. */
    public List<MatrixLine> lines(List<Call> calls) {
        return placements.stream()
                .flatMap(placement -> placement.berths().stream().flatMap(berth -> lines(placement, berth, calls)))
                .toList();
    }

    private Stream<MatrixLine> lines(Placement placement, Placement.Berth berth, List<Call> calls) {
        var connected = calls.stream()
                .filter(call -> !call.process().command().equals(RELAY))
                .flatMap(call -> way(placement, berth, call).map(way -> line(placement, berth, call, way)))
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        var lines = new ArrayList<MatrixLine>();
        connected.forEach((line, times) -> lines.add(line.times(times.intValue())));
        policy.clients().stream()
                .filter(client -> client.uses().contains(placement.database().name()))
                .filter(client -> lines.stream().noneMatch(line -> line.client().equals(client.name())))
                .map(client -> line(placement, berth, client))
                .toList()
                .forEach(lines::add);
        return lines.stream().sorted(java.util.Comparator.comparing(MatrixLine::client));
    }

    private Stream<MatrixLine.Way> way(Placement placement, Placement.Berth berth, Call call) {
        if (call.port() == berth.wanted().target()
                && placement.container().addresses().contains(call.address())) {
            return Stream.of(MatrixLine.Way.CONTAINER_NETWORK);
        }
        if (!call.here()) {
            return Stream.empty();
        }
        if (call.port() == berth.from()) {
            return Stream.of(MatrixLine.Way.HOST_PORT);
        }
        return old(berth).map(Alias::from).anyMatch(port -> port == call.port())
                ? Stream.of(MatrixLine.Way.OLD_PORT)
                : Stream.empty();
    }

    private Stream<Alias> old(Placement.Berth berth) {
        return snapshot.aliases(policy.docker()).stream().filter(alias -> alias.to() == berth.from());
    }

    private MatrixLine line(Placement placement, Placement.Berth berth, Call call, MatrixLine.Way way) {
        return new MatrixLine(
                who(call.process(), placement.database().name()),
                berth.wanted().name(),
                way,
                placement.endpoint(berth, call.address(), call.port()),
                1,
                placement.container().started());
    }

    /** Of a client without a connection the files alone can tell. */
    private MatrixLine line(Placement placement, Placement.Berth berth, Client client) {
        var named = "{{" + placement.database().name() + "." + berth.wanted().name() + "}}";
        var rules = client.files().stream()
                .filter(rule -> rule.replace().contains(named))
                .toList();
        boolean moved = rules.stream().allMatch(files::isAsWanted);
        return new MatrixLine(
                client.name(),
                berth.wanted().name(),
                rules.isEmpty() ? MatrixLine.Way.UNSEEN : MatrixLine.Way.FILES,
                placement.endpoint(berth, placement.host(berth), !rules.isEmpty() && moved ? berth.to() : berth.from()),
                0,
                placement.container().started());
    }

    private String who(LocalProcess process, String database) {
        var container = snapshot.docker().containers().stream()
                .filter(one -> !process.container().isEmpty() && one.id().startsWith(process.container()))
                .findFirst();
        return container
                .flatMap(one -> clients(one).stream()
                        .sorted(java.util.Comparator.comparing(
                                client -> !client.uses().contains(database)))
                        .map(Client::name)
                        .findFirst())
                .or(() -> container.map(one -> "container " + one.name()))
                .orElseGet(process::toString);
    }

    private List<Client> clients(Container container) {
        var project = policy.docker().project();
        return policy.clients().stream()
                .filter(client -> client.restart()
                        .flatMap(service -> container.compose().filter(compose -> compose.runs(service, project)))
                        .isPresent())
                .toList();
    }
}
