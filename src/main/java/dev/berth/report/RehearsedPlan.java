package dev.berth.report;

import dev.berth.report.Condition.Reason;
import java.time.Instant;

/** Words where the rehearsal of a plan for a cluster stands, as the condition {@code Rehearsed}. */
public final class RehearsedPlan {
    private static final String TYPE = "Rehearsed";

    private RehearsedPlan() {}

    /** @param record of the rehearsal */
    public static Condition passed(String plan, String record, Instant at) {
        return new Condition(
                TYPE,
                true,
                Reason.RehearsalPassed,
                "plan " + plan + " went forth and back on copies at " + at + ": " + record);
    }

    /** @param again when it is rehearsed again */
    public static Condition failed(String plan, String reason, Instant again) {
        return new Condition(
                TYPE,
                false,
                Reason.RehearsalFailed,
                "plan " + plan + ": " + reason + " — lift that; it is rehearsed again at " + again);
    }

    /** @param reason why nobody rehearses it now */
    public static Condition waiting(String plan, String reason) {
        return new Condition(TYPE, false, Reason.NotRehearsed, "plan " + plan + ": " + reason);
    }
}
