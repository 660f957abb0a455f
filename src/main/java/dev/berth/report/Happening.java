package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.report.Condition.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something worth an event of a cluster; the kinds are the closed list of {@link Kind}. */
public record Happening(Kind kind, String note) {
    /** Every reason that an event may give. */
    public enum Kind {
        MigrationStarted(false),
        Migrated(false),
        RolledBack(true),
        Stuck(true),
        Rehearsed(false),
        RehearsalFailed(true),
        InSync(false),
        Drift(true),
        Stalled(true),
        StrayFound(true);

        private final boolean warning;

        Kind(boolean warning) {
            this.warning = warning;
        }

        /** Whether a person should look. */
        public boolean warns() {
            return warning;
        }
    }

    /** How a migration ended; nothing where it was left to somebody else. */
    public static Optional<Happening> of(String migration, Outcome outcome) {
        if (outcome instanceof Outcome.Migrated) {
            return Optional.of(new Happening(Kind.Migrated, migration));
        }
        if (outcome instanceof Outcome.RolledBack back) {
            return Optional.of(new Happening(
                    Kind.RolledBack,
                    migration + ": " + back.reason() + (back.step().isEmpty() ? "" : " (" + back.step() + ")")));
        }
        return outcome instanceof Outcome.Stuck stuck
                ? Optional.of(new Happening(Kind.Stuck, migration + ": " + stuck.step() + ": " + stuck.reason()))
                : Optional.empty();
    }

    /**
     * How a rehearsal ended.
     *
     * @param plan its hash
     * @param record of the rehearsal; empty where it came to none
     * @param failure why it failed; empty where it passed
     */
    public static Happening rehearsed(String plan, String record, String failure) {
        return failure.isEmpty()
                ? new Happening(Kind.Rehearsed, record + ": plan " + plan + " went forth and back on copies")
                : new Happening(
                        Kind.RehearsalFailed,
                        (record.isEmpty() ? "" : record + ": ") + "plan " + plan + ": " + failure);
    }

    /**
     * What a change of conditions says. That a policy was in sync when it was first looked at is no change.
     *
     * @param before those that stood there before, of which another spec says nothing of this one; empty at the first look
     * @param sameSpec whether they are about the spec that the newer ones are about
     */
    public static List<Happening> between(List<Condition> before, List<Condition> now, boolean sameSpec) {
        List<Happening> happenings = new ArrayList<>();
        Optional<Condition> wasReady = condition("Ready", before).filter(Condition::holds);
        Condition ready = condition("Ready", now).orElseThrow();
        Condition stalled = condition("Stalled", now).orElseThrow();
        if (ready.holds() && wasReady.isEmpty() && !before.isEmpty()) {
            happenings.add(new Happening(Kind.InSync, ready.message()));
        }
        if (!ready.holds() && wasReady.isPresent() && sameSpec) {
            happenings.add(new Happening(Kind.Drift, ready.message()));
        }
        boolean known = condition("Stalled", before).filter(stalled::equals).isPresent();
        if (stalled.holds() && !known) {
            happenings.add(new Happening(Kind.Stalled, stalled.reason() + ": " + stalled.message()));
        }
        strays(before, now).ifPresent(happenings::add);
        return List.copyOf(happenings);
    }

    /** Those that stood there before are no news. */
    private static Optional<Happening> strays(List<Condition> before, List<Condition> now) {
        Optional<Condition> known = condition("Protected", before);
        return condition("Protected", now)
                .filter(one -> one.reason() == Reason.StrayFound)
                .filter(one -> known.filter(one::equals).isEmpty())
                .map(one -> new Happening(Kind.StrayFound, one.message()));
    }

    private static Optional<Condition> condition(String type, List<Condition> conditions) {
        return conditions.stream().filter(one -> one.type().equals(type)).findFirst();
    }
}
