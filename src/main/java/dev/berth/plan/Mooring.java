package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Policy;
import java.util.List;

/**
 * One berth as it is now.
 *
 * @param container the id of the container that runs its database
 * @param target the port in there
 * @param now the host port that its container publishes
 * @param wanted the port that the policy gives it
 * @param endpoint where the database answers now
 */
public record Mooring(
        String database,
        String container,
        int target,
        String port,
        int now,
        int wanted,
        boolean inPlace,
        Endpoint endpoint) {
    /** Every berth of the policy whose container is there. */
    public static List<Mooring> of(Policy policy, Snapshot snapshot) {
        return new Placements(policy, snapshot)
                .find().stream()
                        .flatMap(placement -> placement.berths().stream()
                                .map(berth -> new Mooring(
                                        placement.database().name(),
                                        placement.container().id(),
                                        berth.wanted().target(),
                                        berth.wanted().name(),
                                        berth.from(),
                                        berth.to(),
                                        berth.inPlace(),
                                        placement.endpoint(berth, false))))
                        .toList();
    }
}
