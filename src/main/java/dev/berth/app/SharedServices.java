package dev.berth.app;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.observe.Exposure;
import dev.berth.observe.Sources;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.OpenMigrations.Open;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What a source tells of the Services and workloads of a policy, with who keeps it from moving them: each is moved by one
 * policy, the one that came first; and a port of the nodes that a pod has, or another policy wants, nobody else gets.
 *
 * @param open the migrations of a namespace that are not over; asked for only where a policy of it has ports of the nodes too
 * @param pods those that have a port of the nodes
 */
record SharedServices(
        Sources.Cluster source,
        DatabasePortPolicy object,
        Neighbours near,
        Function<String, List<Open>> open,
        IntFunction<Stream<String>> pods)
        implements Sources.Cluster {
    @Override
    public ClusterFacts look(Policy policy) {
        ClusterFacts facts = source.look(policy);
        Stream<Rival> earlier = Stream.concat(facts.services().stream(), facts.templates().stream())
                .map(Exposure::name)
                .flatMap(name ->
                        earlier(name, near.sharers(object, name).toList()).limit(1));
        List<Integer> ports = policy.databases().stream()
                .filter(database -> database.runner() instanceof Database.Runner.Pods)
                .flatMap(database -> database.ports().stream())
                .map(Database.Port::port)
                .toList();
        // Asked before the pods are: whoever has come over by then has one there.
        List<Rival> crossing = ports.isEmpty()
                ? List.of()
                : new HostPortRivals(object, open).crossing(near.atNodes(object).toList(), ports);
        Stream<Rival> holders = ports.stream().flatMap(port -> holders(port).limit(1));
        return facts.beside(Stream.of(earlier, holders, crossing.stream())
                .flatMap(rivals -> rivals)
                .toList());
    }

    @Override
    public List<ClusterFacts.Locked> locked(Policy policy) {
        return source.locked(policy);
    }

    private Stream<Rival> holders(int port) {
        String name = ClusterFacts.hostPort(port);
        return Stream.concat(
                pods.apply(port).map(pod -> new Rival(name, pod, Optional.empty())),
                earlier(name, near.sharers(object, name).toList()));
    }

    private Stream<Rival> earlier(String name, List<DatabasePortPolicy> others) {
        return others.stream()
                .filter(other -> near.comesBefore(other, object))
                .map(other -> Rival.policy(name, HostPortRivals.name(other, object), Optional.empty()));
    }
}
