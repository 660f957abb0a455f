package dev.berth.app;

import dev.berth.adapter.file.FileRecords;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Finding;
import dev.berth.cycle.Latest;
import dev.berth.cycle.Sight;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.observe.Observation;
import dev.berth.plan.Mooring;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import dev.berth.report.Condition;
import dev.berth.report.DecisionReport;
import dev.berth.report.Document;
import dev.berth.report.HistoryReport;
import dev.berth.report.OutcomeReport;
import dev.berth.report.Shelter;
import dev.berth.report.StatusReport;
import dev.berth.report.Voyage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the daemon knows, as lines for its log and documents for whoever asks. */
final class Wording {
    private Wording() {}

    /** Its conditions in one line, those that say nothing left out. */
    static String of(Finding found) {
        return line(conditions(found));
    }

    /** The same of any conditions. */
    static String line(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition ->
                        condition.type().equals("Ready") || !condition.message().isEmpty())
                .map(condition -> condition.type() + "=" + condition.status() + " " + condition.reason()
                        + (condition.message().isEmpty() ? "" : " (" + condition.message() + ")"))
                .collect(Collectors.joining(", "));
    }

    /** How a migration ended, without its name, which stands before it in the log. */
    static String of(Finding.Ended ended) {
        return OutcomeReport.text(ended.outcome(), ended.journal(), took(ended))
                .replaceFirst("^" + Pattern.quote(ended.journal().name() + ": "), "");
    }

    /**
     * Why the daemon keeps a policy no longer.
     *
     * @param flaws of the files that it may still be in, where they could be read
     */
    static String gone(List<Violation> flaws) {
        return (flaws.isEmpty() ? "no file" : "no sound file") + " has it any more; what it moved stays where it is";
    }

    static List<Condition> conditions(Finding found) {
        if (found.sight() instanceof Observation.Blind<Sight> blind) {
            return Condition.unseen(blind.reason() + " — " + blind.remedy());
        }
        var sight = found.seen().orElseThrow();
        var newest = found.newest().map(Latest::progress);
        var conditions = new ArrayList<>(found.stuck()
                .map(stuck -> Voyage.stuck(stuck, newest))
                .orElseGet(() -> Condition.of(sight.decision(), newest, found.open(), found.oldPorts())));
        conditions.add(Condition.settled(found.owed()));
        conditions.add(Condition.waiting(found.waiting()));
        conditions.add(Shelter.of(sight.strays()));
        return conditions;
    }

    /** What {@code status -o json} prints, and what a daemon knows beside that. */
    static Map<String, Object> policy(Board.Entry entry) {
        var found = entry.finding();
        var conditions = conditions(found);
        var document = new LinkedHashMap<>(found.seen()
                .map(sight -> StatusReport.document(
                        found.policy(), conditions, sight.moorings(), found.open(), found.oldPorts()))
                .orElseGet(() -> Document.of(
                        "policy",
                        found.policy().name(),
                        "namespace",
                        found.policy().namespace(),
                        "conditions",
                        conditions.stream().map(Condition::document).toList())));
        document.put("file", found.policy().mark().file());
        document.put("mode", mode(found.policy()));
        document.put("at", found.at().toString());
        document.put(
                "readySince", entry.readiness().since().map(Object::toString).orElse(""));
        document.put("waiting", DecisionReport.refusalDocuments(found.waiting()));
        document.put(
                "strays",
                found.seen().stream()
                        .flatMap(sight -> sight.strays().stream())
                        .map(stray -> Document.of("port", stray.port(), "owner", stray.owner()))
                        .toList());
        entry.outcome()
                .ifPresent(ended -> document.put(
                        "lastMigration", OutcomeReport.document(ended.outcome(), ended.journal(), took(ended))));
        return document;
    }

    /** Every berth that can be told. */
    static List<Map<String, Object>> berths(Board.Entry entry) {
        var policy = entry.finding().policy();
        return entry.finding().seen().stream()
                .flatMap(sight -> sight.moorings().stream())
                .map(mooring -> berth(policy.namespace(), policy.name(), mooring))
                .toList();
    }

    private static Map<String, Object> berth(String namespace, String policy, Mooring mooring) {
        return Document.of(
                "namespace", namespace,
                "policy", policy,
                "database", mooring.database(),
                "engine", mooring.endpoint().engine().word(),
                "port", mooring.port(),
                "now", mooring.now(),
                "wanted", mooring.wanted(),
                "inPlace", mooring.inPlace());
    }

    /** Every migration in these state folders, as it stands on the disk now. */
    static List<Map<String, Object>> migrations(List<StateFolder> states) {
        return states.stream().flatMap(state -> migrations(state).stream()).toList();
    }

    private static List<Map<String, Object>> migrations(StateFolder state) {
        try {
            return new FileRecords(state).all().stream().map(Wording::migration).toList();
        } catch (UncheckedIOException unlisted) {
            return List.of(unreadable(state.migrations().toString(), unlisted));
        }
    }

    private static Map<String, Object> migration(Journal journal) {
        try {
            return HistoryReport.document(journal);
        } catch (DamagedJournal | UncheckedIOException unreadable) {
            return unreadable(journal.name(), unreadable);
        }
    }

    /** What takes the place of a migration of which nothing more can be told. */
    private static Map<String, Object> unreadable(String migration, RuntimeException reason) {
        return Document.of("migration", migration, "unreadable", String.valueOf(reason.getMessage()));
    }

    /** As the policy's schema has it. */
    static String mode(Policy policy) {
        var mode = policy.mode().name();
        return mode.charAt(0) + mode.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    private static Duration took(Finding.Ended ended) {
        var progress = Progress.of(ended.journal().entries());
        return Duration.between(progress.opened(), progress.settled());
    }
}
