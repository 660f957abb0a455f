package dev.berth.cycle;

import dev.berth.report.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the rehearsal of a policy's plan stands after a pass.
 *
 * @param conditions what is said of it: nothing where none is wanted; empty where nobody can tell, and what was said stays
 * @param trials every rehearsal that is known, oldest first
 * @param ran the one of this pass
 * @param again when to pass again though nothing is heard
 */
public record Rehearsed(
        Optional<List<Condition>> conditions, List<Trial> trials, Optional<Trial> ran, Optional<Instant> again) {
    /** Nobody looked. */
    public static final Rehearsed UNKNOWN = left(List.of());

    public Rehearsed {
        trials = List.copyOf(trials);
    }

    /** No plan is to be rehearsed. */
    static Rehearsed unwanted(List<Trial> trials) {
        return new Rehearsed(Optional.of(List.of()), trials, Optional.empty(), Optional.empty());
    }

    /** It was left to whoever leads next. */
    static Rehearsed left(List<Trial> trials) {
        return new Rehearsed(Optional.empty(), trials, Optional.empty(), Optional.empty());
    }

    static Rehearsed told(Condition condition, List<Trial> trials, Optional<Instant> again) {
        return new Rehearsed(Optional.of(List.of(condition)), trials, Optional.empty(), again);
    }

    static Rehearsed ran(Condition condition, List<Trial> trials, Trial trial, Instant again) {
        return new Rehearsed(Optional.of(List.of(condition)), trials, Optional.of(trial), Optional.of(again));
    }
}
