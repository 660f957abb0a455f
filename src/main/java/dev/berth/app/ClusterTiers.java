package dev.berth.app;

import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import dev.berth.cycle.Tiers.Name;
import dev.berth.observe.Sources;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.PerSpec;
import dev.berth.operator.TierReading;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What the caches of an operator tell of the policies that others wait for. */
record ClusterTiers(Neighbours near, Sources.Cluster services, PerSpec<Reading> readings) {
    /** Those that this policy waits for, and whom they wait for in turn. */
    Tiers of(Policy policy) {
        var known = new HashMap<Name, Readiness>();
        var after = new HashMap<Name, List<Name>>();
        var next = new ArrayDeque<>(Tiers.after(policy));
        while (!next.isEmpty()) {
            var name = next.remove();
            if (!after.containsKey(name)) {
                var object = near.policy(name.namespace(), name.name());
                after.put(name, object.flatMap(this::read).map(Tiers::after).orElse(List.of()));
                next.addAll(after.get(name));
                readiness(name, object).ifPresent(readiness -> known.put(name, readiness));
            }
        }
        return new Tiers(known, after);
    }

    private Optional<Readiness> readiness(Name name, Optional<DatabasePortPolicy> object) {
        return near.watches().test(name.namespace())
                ? object.map(this::readiness)
                : Optional.of(not("this operator does not watch namespace " + name.namespace()));
    }

    /** A status may be of before something changed while nobody looked, so what is seen now counts as well. */
    private Readiness readiness(DatabasePortPolicy object) {
        var told = TierReading.of(object);
        return told.since().isEmpty() || read(object).filter(this::inSync).isPresent()
                ? told
                : not("it has moves to make");
    }

    private boolean inSync(Policy policy) {
        return ClusterPlanner.decide(policy, services.look(policy)) instanceof ClusterDecision.Seen seen
                && seen.inPlace();
    }

    private Optional<Policy> read(DatabasePortPolicy object) {
        return readings.of(object) instanceof Reading.Valid valid
                ? Optional.of(valid.policies().get(0))
                : Optional.empty();
    }

    private static Readiness not(String cause) {
        return new Readiness(Optional.empty(), cause);
    }
}
