package dev.berth.cycle;

import dev.berth.execute.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster hands to the next, so that this need not ask.
 *
 * @param past its migrations
 * @param rest how long a way back that is stuck is left alone; empty where none is
 * @param trials the rehearsals of its plans, oldest first; empty where nobody asked for them
 */
public record Handover(Past past, Optional<Rest> rest, Optional<List<Trial>> trials) {
    /** Of a policy without records. */
    public static final Handover NOTHING = of(Past.NONE);

    /** Of a policy whose migrations alone are known. */
    public static Handover of(Past past) {
        return new Handover(past, Optional.empty(), Optional.empty());
    }

    /** A way back that is stuck, and when it is tried again. */
    record Rest(Outcome.Stuck stuck, Instant until) {}

    /** The rest that is not over. */
    Optional<Rest> rest(Instant now) {
        return rest.filter(one -> now.isBefore(one.until()));
    }
}
