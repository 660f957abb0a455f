package dev.berth.execute;

import java.util.List;

/** How a run ended. */
public sealed interface Outcome {
    /** Nothing to do. */
    record InSync() implements Outcome {}

    /** Every step of the plan up to its soak is done. */
    record Migrated() implements Outcome {}

    /** A step failed, or somebody asked; what it touched is as before the run. */
    record RolledBack(String step, String reason) implements Outcome {}

    /** Not at its end: somebody asked to leave it to whoever comes next, who goes on from the journal. */
    record Left(String step) implements Outcome {}

    /** Neither here nor there: what could not be undone, and why. */
    record Stuck(String step, List<String> notUndone, String reason) implements Outcome {
        public Stuck {
            notUndone = List.copyOf(notUndone);
        }
    }
}
