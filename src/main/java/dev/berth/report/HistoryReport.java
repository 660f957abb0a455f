package dev.berth.report;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Past and open migrations, and one of them step by step. */
public final class HistoryReport {
    private HistoryReport() {}

    public static String text(List<Journal> journals) {
        if (journals.isEmpty()) {
            return "no migrations yet\n";
        }
        var table = new Table().row("MIGRATION", "OPENED", "STANDING", "TOOK", "BERTHS", "OLD PORTS LEAD ON");
        for (var journal : journals) {
            var progress = Progress.of(journal.entries());
            table.row(
                    journal.name(),
                    progress.opened(),
                    standing(progress),
                    Durations.words(took(progress)),
                    progress.plan().moves().stream()
                            .flatMap(move -> move.berths().stream())
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")),
                    progress.aliases().isEmpty()
                            ? "no"
                            : StragglerReport.words(progress.aliases()) + "; berth retire ends it");
        }
        return table.toString();
    }

    /** Every entry of one migration, with the time since it was opened. */
    public static String entries(Journal journal) {
        var table = new Table().row("AFTER", "ENTRY", "STEP", "");
        var opened = journal.entries().get(0).at();
        journal.entries()
                .forEach(entry -> table.row(
                        Durations.words(Duration.between(opened, entry.at())),
                        entry.getClass().getSimpleName(),
                        entry.about().orElse(""),
                        detail(entry)));
        return table.toString();
    }

    public static Map<String, Object> document(Journal journal) {
        var progress = Progress.of(journal.entries());
        return Document.of(
                "migration",
                journal.name(),
                "opened",
                progress.opened().toString(),
                "standing",
                standing(progress),
                "tookMs",
                took(progress).toMillis(),
                "plan",
                progress.plan().hash(),
                "berths",
                progress.plan().moves().stream()
                        .flatMap(move -> move.berths().stream())
                        .map(PlanReport::document)
                        .toList(),
                "aliases",
                StragglerReport.documents(progress.aliases()),
                "entries",
                journal.entries().stream().map(HistoryReport::document).toList());
    }

    private static Map<String, Object> document(Entry entry) {
        return Document.of(
                "at", entry.at().toString(),
                "entry", entry.getClass().getSimpleName(),
                "step", entry.about().orElse(""),
                "detail", detail(entry));
    }

    private static String standing(Progress progress) {
        return ended(progress) + (progress.overrun().isPresent() ? ", past its rollback.limit" : "");
    }

    private static String ended(Progress progress) {
        return progress.closed().orElseGet(() -> {
            var word = progress.standing().name().toLowerCase(java.util.Locale.ROOT);
            return progress.reversal().isPresent() ? word + ", partly rolled back" : word;
        });
    }

    private static Duration took(Progress progress) {
        return Duration.between(progress.opened(), progress.settled());
    }

    private static String detail(Entry entry) {
        if (entry instanceof Entry.Found found) {
            return found.evidence();
        }
        if (entry instanceof Entry.Failed failed) {
            return failed.reason();
        }
        if (entry instanceof Entry.Recalled recalled) {
            return recalled.reason();
        }
        if (entry instanceof Entry.Approved approved) {
            return approved.by() + ": " + approved.how();
        }
        if (entry instanceof Entry.Closed closed) {
            return closed.outcome();
        }
        return entry instanceof Entry.Applied applied ? applied.evidence() : "";
    }
}
