package dev.berth.journal;

import dev.berth.plan.Plan;
import java.time.Instant;
import java.util.Optional;

/** One durable fact of a migration. */
public sealed interface Entry {
    Instant at();

    /** The step that it is about; empty where it is about the whole migration. */
    default Optional<String> about() {
        if (this instanceof Began began) {
            return Optional.of(began.step());
        }
        if (this instanceof Applied applied) {
            return Optional.of(applied.step());
        }
        if (this instanceof Skipped skipped) {
            return Optional.of(skipped.step());
        }
        if (this instanceof Failed failed) {
            return Optional.of(failed.step());
        }
        if (this instanceof Found found) {
            return Optional.of(found.step());
        }
        if (this instanceof Renewed renewed) {
            return Optional.of(renewed.step());
        }
        return this instanceof Undone undone ? Optional.of(undone.step()) : Optional.empty();
    }

    /** The migration exists; the whole plan is kept, so that nothing else is needed to go on or back. */
    record Opened(Instant at, Plan plan) implements Entry {}

    /** Somebody let it run; a user's name, and what they said. */
    record Approved(Instant at, String by, String how) implements Entry {}

    /** A step is about to act. Written before it does. */
    record Began(Instant at, String step) implements Entry {}

    /** A step acted; evidence is what later steps need of it, never a secret. */
    record Applied(Instant at, String step, String evidence) implements Entry {}

    /** A step was already true without us, so it is never undone. */
    record Skipped(Instant at, String step) implements Entry {}

    /** What a step found that could not be done, where the reason is too short for it; never a secret. */
    record Found(Instant at, String step, String evidence) implements Entry {}

    /** A step could not be done; from here the migration goes back. */
    record Failed(Instant at, String step, String reason) implements Entry {}

    /** A person, or a changed policy, asked for the way back. */
    record Recalled(Instant at, String reason) implements Entry {}

    /** A step was taken back. */
    record Undone(Instant at, String step) implements Entry {}

    /** What a step had done was lost outside, such as by a restart of the machine, and is done again; its soak begins anew. */
    record Renewed(Instant at, String step) implements Entry {}

    /** Nothing more will happen. */
    record Closed(Instant at, String outcome) implements Entry {}
}
