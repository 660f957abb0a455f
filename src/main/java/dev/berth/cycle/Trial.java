package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.time.Instant;

/**
 * One rehearsal of a plan for a cluster, and how it ended.
 *
 * @param name of its record; empty where it came to none
 * @param plan the plan that it was about, by its hash
 * @param reason why it failed; empty where it did not
 */
public record Trial(String name, String plan, Instant at, Result result, String reason) {
    private static final String PASSED = "rehearsed forth and back: ";
    private static final String FAILED = "failed: ";

    /** How a rehearsal ended. */
    public enum Result {
        /** Every step was done and taken back, and everything is as before. */
        PASSED,
        /** A step could not be done, or not be taken back, or something is not as before. */
        FAILED,
        /** It says nothing: whoever rehearsed came to an end. */
        INTERRUPTED
    }

    /** One as its journal tells; only its last entry says that everything was looked at. */
    static Trial of(String plan, Journal journal) {
        Progress progress = Progress.of(journal.entries());
        String closed = progress.closed().orElse("");
        if (closed.startsWith(FAILED)) {
            return new Trial(
                    journal.name(), plan, progress.settled(), Result.FAILED, closed.substring(FAILED.length()));
        }
        return new Trial(
                journal.name(),
                plan,
                progress.settled(),
                closed.startsWith(PASSED) ? Result.PASSED : Result.INTERRUPTED,
                "");
    }

    /** One that could not even begin. */
    static Trial unbegun(String plan, Instant at, String reason) {
        return new Trial("", plan, at, Result.FAILED, reason);
    }

    /** The last entry of one that passed. */
    static String passed(String remark) {
        return PASSED + remark;
    }

    /** The last entry of one that failed. */
    static String failed(String reason) {
        return FAILED + reason;
    }
}
