package dev.berth.cycle;

import java.util.List;

/**
 * What a daemon says of a policy to those of other hosts.
 *
 * @param after whom the policy waits for itself
 */
public record Bulletin(Tiers.Name name, Readiness readiness, List<Tiers.Name> after) {
    public Bulletin {
        after = List.copyOf(after);
    }
}
