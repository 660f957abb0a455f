package dev.berth.report;

import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.policy.Policy;
import dev.berth.report.Condition.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the end of a migration went. */
public final class RetirementReport {
    private RetirementReport() {}

    public static String nothing(Policy policy) {
        return policy.namespace() + "/" + policy.name() + ": nothing to retire\n";
    }

    /** An end that has begun and did not come through, which nothing takes back. */
    static Optional<Condition> stalled(List<Journal> open) {
        return open.stream()
                .filter(journal -> Progress.of(journal.entries()).ending())
                .map(journal -> new Condition(
                        "Stalled",
                        true,
                        Reason.Stuck,
                        "the end of " + journal.name() + " has begun and is not done — berth retire says why"))
                .findFirst();
    }

    /** @param aliases the old ports that it led on before */
    public static String text(Outcome outcome, Journal journal, List<Alias> aliases) {
        if (outcome instanceof Outcome.Stuck stuck) {
            return journal.name() + ": stuck at " + stuck.step() + ": " + stuck.reason()
                    + "\n  lift the reason, then run: berth retire\n";
        }
        return journal.name() + ": retired; berth rollback can't take it back any more\n"
                + (aliases.isEmpty()
                        ? ""
                        : "  no longer led on: " + StragglerReport.words(aliases)
                                + "; connections that came that way go on until they end\n");
    }

    /** @param migrations what {@link #migration} gave for each */
    public static Map<String, Object> document(Policy policy, List<Map<String, Object>> migrations) {
        return Document.of(
                "policy",
                policy.name(),
                "namespace",
                policy.namespace(),
                "state",
                migrations.stream().anyMatch(one -> "stuck".equals(one.get("state"))) ? "stuck" : "retired",
                "migrations",
                migrations);
    }

    public static Map<String, Object> migration(Outcome outcome, Journal journal, List<Alias> aliases) {
        var stuck = outcome instanceof Outcome.Stuck at ? at.step() + ": " + at.reason() : "";
        return Document.of(
                "migration",
                journal.name(),
                "plan",
                Progress.of(journal.entries()).plan().hash(),
                "state",
                stuck.isEmpty() ? "retired" : "stuck",
                "reason",
                stuck,
                "aliases",
                StragglerReport.documents(aliases));
    }
}
