package dev.berth.observe;

import java.util.List;
import java.util.Optional;

/**
 * What the host's packet filter can do for a move, and what earlier moves left in it.
 *
 * @param obstacle why connections can't be held and ports not be aliased here; empty when they can
 * @param aliases those of every policy on this host
 */
public record NetFacts(Optional<String> obstacle, List<Alias> aliases) {
    public NetFacts {
        aliases = List.copyOf(aliases);
    }
}
