package dev.berth.cycle;

import dev.berth.execute.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster hands to the next, so that this need not ask.
 *
 * @param newest its newest migration, where there is one
 * @param rest how long a way back that is stuck is left alone; empty where none is
 * @param trials the rehearsals of its plans, oldest first
 */
public record Handover(Optional<Latest> newest, Optional<Rest> rest, List<Trial> trials) {
    /** Of a policy without records. */
    public static final Handover NOTHING = new Handover(Optional.empty(), Optional.empty(), List.of());

    public Handover {
        trials = List.copyOf(trials);
    }

    /** A way back that is stuck, and when it is tried again. */
    record Rest(Outcome.Stuck stuck, Instant until) {}

    /** The rest that is not over. */
    Optional<Rest> rest(Instant now) {
        return rest.filter(one -> now.isBefore(one.until()));
    }
}
