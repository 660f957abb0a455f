package dev.berth.report;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.LostAlias;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One kstatus-compatible condition of a policy; the reasons are the closed list of {@link Reason}. */
public record Condition(String type, boolean holds, Reason reason, String message) {
    /** Every reason that a condition may give. */
    public enum Reason {
        InSync,
        ChangesPending,
        AliasesLost,
        InvalidPolicy,
        Refused,
        MigrationUnderWay,
        NoMigration,
        StepFailed,
        Stuck,
        Asked,
        Missing,
        Unsupported,
        Conflicting,
        NotGuarded,
        Unregistered,
        OnlyWarned,
        Unseen,
        NothingWaits,
        ChangesWait,
        NothingOwed,
        Owed,
        Suspended,
        NoStray,
        StrayFound,
        Soaking,
        OldPortsKept,
        OldPortBack,
        NoOldPort,
        NotRehearsed,
        RehearsalPassed,
        RehearsalFailed,
        Arrived,
        NotArrived,
        UnderWay,
        AtRest
    }

    /** One as it stands in a status; empty where another version of berth wrote it for a reason that is not known here. */
    public static Optional<Condition> read(String type, String status, String reason, String message) {
        return Arrays.stream(Reason.values())
                .filter(known -> known.name().equals(reason))
                .findFirst()
                .map(known -> new Condition(type, status.equals("True"), known, message));
    }

    /** {@code True} or {@code False}, as Kubernetes writes it. */
    public String status() {
        return holds ? "True" : "False";
    }

    /**
     * The conditions of a policy of a host.
     *
     * @param newest its migration that is half-done, or else the newest
     * @param open those that can still be taken back, newest first
     * @param oldPorts those that it lost
     */
    public static List<Condition> of(
            Decision decision, Optional<Progress> newest, List<Journal> open, Observation<List<LostAlias>> oldPorts) {
        return List.of(
                ready(decision, newest, oldPorts),
                stalled(decision, open),
                Voyage.reconciling(newest),
                Voyage.rolledBack(newest));
    }

    /** Those of a policy whose world can't be seen, with the reason and what would lift it. */
    public static List<Condition> unseen(String message) {
        return List.of(
                new Condition("Ready", false, Reason.Unseen, message),
                new Condition("Stalled", true, Reason.Unseen, message));
    }

    /** Whether moves are pending that may not happen now. */
    public static Condition waiting(List<Refusal> refusals) {
        return refusals.isEmpty()
                ? new Condition("Waiting", false, Reason.NothingWaits, "")
                : new Condition(
                        "Waiting",
                        true,
                        Reason.ChangesWait,
                        refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ")));
    }

    /** Whether databases have all that runs owed them. */
    public static Condition settled(List<Debt> owed) {
        return owed.isEmpty()
                ? new Condition("Settled", true, Reason.NothingOwed, "")
                : new Condition(
                        "Settled",
                        false,
                        Reason.Owed,
                        owed.stream().map(Debt::toString).collect(Collectors.joining("; ")));
    }

    public Map<String, Object> document() {
        return Document.of("type", type, "status", status(), "reason", reason.name(), "message", message);
    }

    /** A way back that stopped early left every database in its berth, and is not over for that. */
    private static Condition ready(
            Decision decision, Optional<Progress> newest, Observation<List<LostAlias>> oldPorts) {
        if (decision instanceof Decision.InSync && Voyage.reconciling(newest).holds()) {
            return new Condition("Ready", false, Reason.MigrationUnderWay, "a migration is half-done");
        }
        return decision instanceof Decision.InSync
                ? AliasReport.ready(oldPorts)
                : new Condition("Ready", false, reason(decision), message(decision));
    }

    private static Condition stalled(Decision decision, List<Journal> open) {
        if (decision instanceof Decision.Invalid || decision instanceof Decision.Refused) {
            return new Condition("Stalled", true, reason(decision), message(decision));
        }
        return RetirementReport.stalled(open).orElse(new Condition("Stalled", false, reason(decision), ""));
    }

    private static Reason reason(Decision decision) {
        if (decision instanceof Decision.InSync) {
            return Reason.InSync;
        }
        if (decision instanceof Decision.Pending) {
            return Reason.ChangesPending;
        }
        return decision instanceof Decision.Invalid ? Reason.InvalidPolicy : Reason.Refused;
    }

    private static String message(Decision decision) {
        if (decision instanceof Decision.Pending pending) {
            return PlanReport.count(pending.plan().moves().size(), "move") + " pending";
        }
        if (decision instanceof Decision.Refused refused) {
            return refused.refusals().get(0).toString();
        }
        return decision instanceof Decision.Invalid invalid ? DecisionReport.first(invalid.violations()) : "";
    }
}
