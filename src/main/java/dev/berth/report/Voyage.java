package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.Optional;

/** Words where a policy's migration is as conditions: under way, back, or neither on nor back. */
public final class Voyage {
    private Voyage() {}

    /**
     * The conditions of a policy of a host whose migration is stuck, whatever else there is to say of it.
     *
     * @param newest that migration
     */
    public static List<Condition> stuck(Outcome.Stuck stuck, Optional<Progress> newest) {
        var message = standstill(stuck, "within the hour, and at once by the next command");
        return List.of(
                new Condition("Ready", false, Reason.Stuck, message),
                new Condition("Stalled", true, Reason.Stuck, message),
                reconciling(newest),
                rolledBack(newest));
    }

    /** @param again when it is tried again */
    static String standstill(Outcome.Stuck stuck, String again) {
        return "neither on nor back at " + stuck.step() + ": " + stuck.reason() + " — lift that; it is tried again "
                + again;
    }

    static Condition reconciling(Optional<Progress> newest) {
        boolean moving = newest.filter(Progress::underWay).isPresent();
        return new Condition("Reconciling", moving, moving ? Reason.MigrationUnderWay : Reason.NoMigration, "");
    }

    /** What still goes back is not back, and may never be. */
    static Condition rolledBack(Optional<Progress> newest) {
        boolean reversing = newest.map(Progress::standing)
                .filter(standing -> standing == Standing.REVERSING)
                .isPresent();
        return newest.flatMap(Progress::reversal)
                .map(way -> reversing
                        ? new Condition("RolledBack", false, Reason.MigrationUnderWay, "going back: " + way.reason())
                        : new Condition(
                                "RolledBack",
                                true,
                                way.step().isEmpty() ? Reason.Asked : Reason.StepFailed,
                                way.reason()))
                .orElse(new Condition("RolledBack", false, Reason.NoMigration, ""));
    }
}
