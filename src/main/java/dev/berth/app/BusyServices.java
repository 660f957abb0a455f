package dev.berth.app;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.observe.Exposure;
import dev.berth.observe.Sources;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.OpenMigrations.Open;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.ServiceBerth;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a source tells of the Services and workloads of a policy, with who keeps it from moving them by a migration that is not
 * over, though the spec of that one's policy may no longer name them.
 *
 * @param open the migrations of the namespace that are not over; asked for only where something has to move
 * @param policies those of the namespace that are there, by their names: without its policy a migration goes nowhere
 */
record BusyServices(
        Sources.Cluster source,
        DatabasePortPolicy object,
        Supplier<List<Open>> open,
        Function<String, Optional<DatabasePortPolicy>> policies)
        implements Sources.Cluster {
    @Override
    public ClusterFacts look(Policy policy) {
        ClusterFacts facts = source.look(policy);
        if (!moves(policy, facts)) {
            return facts;
        }
        List<Open> others = others();
        // What is over by now may have changed a Service since that was looked at.
        ClusterFacts now = source.look(policy);
        return now.beside(
                Stream.concat(now.rivals().stream(), rivals(now, others)).toList());
    }

    @Override
    public List<ClusterFacts.Locked> locked(Policy policy) {
        return source.locked(policy);
    }

    private List<Open> others() {
        return open.get().stream()
                .filter(migration -> !migration.isOf(object))
                .filter(migration -> policies.apply(migration.policy())
                        .filter(migration::isOf)
                        .isPresent())
                .toList();
    }

    private static Stream<Rival> rivals(ClusterFacts facts, List<Open> others) {
        return Stream.concat(facts.services().stream(), facts.templates().stream())
                .map(Exposure::name)
                .flatMap(name -> others.stream()
                        .filter(migration -> migration.moves(name))
                        .map(migration -> Rival.policy(name, migration.policy(), Optional.of(migration.title()))));
    }

    private static boolean moves(Policy policy, ClusterFacts facts) {
        return ClusterPlanner.decide(policy, facts) instanceof ClusterDecision.Seen seen
                && seen.berths().stream().anyMatch(berth -> berth.standing() instanceof ServiceBerth.Elsewhere);
    }
}
