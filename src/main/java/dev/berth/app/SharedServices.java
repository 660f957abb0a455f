package dev.berth.app;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.observe.Sources;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a source tells of the Services of a policy, with the other policies that keep it from moving them: a Service is moved by
 * one policy, the one that came first, and by none while a migration of another is not over.
 *
 * @param unfinished the migrations of another policy that are not over; asked for only where it would move the same Service
 */
record SharedServices(
        Sources.Cluster source,
        DatabasePortPolicy object,
        Neighbours near,
        Function<DatabasePortPolicy, List<Journal>> unfinished)
        implements Sources.Cluster {
    @Override
    public ClusterFacts look(Policy policy) {
        ClusterFacts facts = source.look(policy);
        return facts.beside(facts.services().stream()
                .map(ClusterFacts.Service::name)
                .flatMap(service -> rivals(service).limit(1))
                .toList());
    }

    @Override
    public List<ClusterFacts.Locked> locked(Policy policy) {
        return source.locked(policy);
    }

    private Stream<Rival> rivals(String service) {
        List<DatabasePortPolicy> others = near.sharers(object, service).toList();
        return Stream.concat(
                others.stream()
                        .filter(other -> near.comesBefore(other, object))
                        .map(other -> new Rival(service, other.getMetadata().getName(), Optional.empty())),
                others.stream().flatMap(other -> moving(other, service)));
    }

    private Stream<Rival> moving(DatabasePortPolicy other, String service) {
        return unfinished.apply(other).stream()
                .filter(journal -> Progress.of(journal.entries()).plan().moves().stream()
                        .anyMatch(move -> move.name().equals(service)))
                .map(journal -> new Rival(service, other.getMetadata().getName(), Optional.of(journal.name())));
    }
}
