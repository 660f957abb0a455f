package dev.berth.plan;

import dev.berth.plan.Decision.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the moves of a policy of a cluster waiting.
 *
 * @param waiting what speaks against the moves that are pending
 * @param suspended that a person wants no migration to begin, whether or not moves are pending
 * @param unheeded what a person asked for and can't be done
 */
public record Steering(List<Refusal> waiting, Optional<Refusal> suspended, Optional<Refusal> unheeded) {
    /** Nobody steers. */
    public static final Steering FREE = new Steering(List.of(), Optional.empty(), Optional.empty());

    public Steering {
        waiting = List.copyOf(waiting);
    }
}
