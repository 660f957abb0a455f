package dev.berth.observe;

import java.util.List;
import java.util.Optional;

/**
 * What the host's packet filter can do for a move, and what earlier moves left in it.
 *
 * @param obstacle why connections can't be held and ports not be aliased here; empty when they can
 * @param aliases those of every policy on this host
 * @param foreign those among them that do not stand in the table of the policy in question: its moves do not lead them on
 */
public record NetFacts(Optional<String> obstacle, List<Alias> aliases, List<Foreign> foreign) {
    public NetFacts {
        aliases = List.copyOf(aliases);
        foreign = List.copyOf(foreign);
    }

    /** Where nobody else's are among them. */
    public NetFacts(Optional<String> obstacle, List<Alias> aliases) {
        this(obstacle, aliases, List.of());
    }

    /** An alias of another policy, or of this one by other records. */
    public record Foreign(String table, Alias alias) {}
}
