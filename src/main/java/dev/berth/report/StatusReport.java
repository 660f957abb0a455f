package dev.berth.report;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Debt;
import dev.berth.observe.Observation;
import dev.berth.observe.Pulse;
import dev.berth.plan.LostAlias;
import dev.berth.plan.Mooring;
import dev.berth.policy.Policy;
import dev.berth.policy.Soak;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Where a policy stands: its conditions, its berths and its open migrations. */
public final class StatusReport {
    private StatusReport() {}

    public static String text(
            Policy policy,
            List<Condition> conditions,
            List<Mooring> moorings,
            List<Journal> open,
            Observation<List<LostAlias>> oldPorts) {
        var text = new StringBuilder();
        text.append(policy.namespace()).append('/').append(policy.name()).append('\n');
        var table = new Table().row("CONDITION", "STATUS", "REASON", "MESSAGE");
        conditions.forEach(
                condition -> table.row(condition.type(), condition.status(), condition.reason(), condition.message()));
        text.append(table).append('\n');
        var berths = new Table().row("DATABASE", "ENGINE", "PORT", "NOW", "WANTED", "IN ITS BERTH");
        moorings.forEach(mooring -> berths.row(
                mooring.database(),
                mooring.endpoint().engine().word(),
                mooring.port(),
                mooring.now(),
                mooring.wanted(),
                mooring.inPlace() ? "yes" : "no"));
        text.append(moorings.isEmpty() ? "  no berth can be told\n" : berths);
        if (!open.isEmpty()) {
            text.append("\n  can still be taken back by berth rollback: ");
            text.append(String.join(", ", open.stream().map(Journal::name).toList()));
            text.append('\n');
        }
        open.forEach(journal -> text.append(leading(policy, journal, oldPorts)));
        return text.append(AliasReport.text(oldPorts.orElse(List.of()))).toString();
    }

    private static String leading(Policy policy, Journal journal, Observation<List<LostAlias>> oldPorts) {
        var progress = Progress.of(journal.entries());
        var lost = oldPorts.orElse(List.of());
        var aliases = progress.aliases().stream()
                .filter(alias -> lost.stream().map(LostAlias::alias).noneMatch(alias::sharesPortWith))
                .toList();
        if (aliases.isEmpty()) {
            return "";
        }
        var end = progress.settled().plus(policy.soak().period()).truncatedTo(ChronoUnit.SECONDS);
        var lead = oldPorts instanceof Observation.Seen<List<LostAlias>> ? "lead" : "should lead";
        return "  old ports " + lead + " on (" + journal.name() + "): " + StragglerReport.words(aliases) + "; "
                + end(policy, end) + "\n";
    }

    private static String end(Policy policy, Instant soaked) {
        if (policy.mode() == Policy.Mode.OBSERVE) {
            return "they stay while mode is Observe";
        }
        return policy.soak().retire() == Soak.Retire.WHEN_UNUSED
                ? "apply lets them go once nobody uses them, from " + soaked + " on, berth retire sooner"
                : "they soak until " + soaked + ", and berth retire lets them go";
    }

    public static Map<String, Object> document(
            Policy policy,
            List<Condition> conditions,
            List<Mooring> moorings,
            List<Journal> open,
            Observation<List<LostAlias>> oldPorts) {
        var document = Document.of(
                "policy",
                policy.name(),
                "namespace",
                policy.namespace(),
                "conditions",
                conditions.stream().map(Condition::document).toList(),
                "berths",
                moorings.stream().map(StatusReport::document).toList(),
                "openMigrations",
                open.stream()
                        .map(journal -> Document.of(
                                "name",
                                journal.name(),
                                "standing",
                                Progress.of(journal.entries()).standing().name(),
                                "aliases",
                                StragglerReport.documents(
                                        Progress.of(journal.entries()).aliases())))
                        .toList());
        return AliasReport.beside(document, oldPorts.orElse(List.of()));
    }

    private static Map<String, Object> document(Mooring mooring) {
        return Document.of(
                "database", mooring.database(),
                "engine", mooring.endpoint().engine().word(),
                "port", mooring.port(),
                "now", mooring.now(),
                "wanted", mooring.wanted(),
                "inPlace", mooring.inPlace());
    }

    /** One line a berth, such as {@code ✅ TimescaleDB (7000): healthy}. */
    public static String health(Pulse pulse) {
        var endpoint = pulse.endpoint();
        return (pulse.well() ? "✅ " : "❌ ") + endpoint.speaker() + " (" + endpoint.port() + "): "
                + (pulse.well() ? "healthy" : pulse.words()) + "\n";
    }

    /** What a database is owed, for people. */
    public static String health(Debt debt) {
        return "❌ " + debt + " since a run broke off; berth apply or backup gives it, and the daemon by itself\n";
    }

    public static Map<String, Object> healthDocument(Debt debt) {
        return Document.of("database", debt.database(), "what", debt.words());
    }

    public static Map<String, Object> healthDocument(Pulse pulse) {
        return Document.of(
                "database", pulse.endpoint().database(),
                "engine", pulse.endpoint().engine().word(),
                "host", pulse.endpoint().host(),
                "port", pulse.endpoint().port(),
                "healthy", pulse.well(),
                "answer", pulse.words());
    }
}
