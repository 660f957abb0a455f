package dev.berth.observe;

import dev.berth.policy.Policy;
import java.util.List;

/** Gives stragglers the names of their containers; without an engine that answers they keep their addresses. */
public record MergedLookout(Sources.Users users, Sources.Names names) implements Lookout {
    @Override
    public Observation<List<Straggler>> stragglers(Policy policy) {
        return users.look(policy).then(seen -> new Observation.Seen<>(seen.isEmpty() ? seen : named(seen, policy)));
    }

    private List<Straggler> named(List<Straggler> stragglers, Policy policy) {
        return names.look(policy) instanceof Observation.Seen<List<ContainerName>> containers
                ? stragglers.stream()
                        .map(straggler -> straggler.among(containers.facts()))
                        .toList()
                : stragglers;
    }
}
