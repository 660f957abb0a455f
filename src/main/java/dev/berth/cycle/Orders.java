package dev.berth.cycle;

import java.util.Map;
import java.util.Optional;

/**
 * What people and other policies say of a policy of a cluster, beside its spec.
 *
 * @param permit a plan that a person lets run
 * @param suspended whether a person wants no migration to begin
 * @param recalled the name of a migration that a person wants back
 * @param tiers what is known of the policies that it waits for
 * @param rehearsals what is known of the rehearsals of its plans
 */
public record Orders(
        Optional<Permit> permit, boolean suspended, Optional<String> recalled, Tiers tiers, RehearsalBook rehearsals) {
    /** Nobody says anything. */
    public static final Orders NONE =
            new Orders(Optional.empty(), false, Optional.empty(), new Tiers(Map.of(), Map.of()), RehearsalBook.EMPTY);

    /** The same once the permit is used up. */
    Orders spent() {
        return new Orders(Optional.empty(), suspended, recalled, tiers, rehearsals);
    }
}
