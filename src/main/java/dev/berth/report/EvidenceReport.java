package dev.berth.report;

import dev.berth.backup.BackupName;
import dev.berth.backup.BackupStore.Shelf;
import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.FileStep;
import dev.berth.plan.Plan;
import dev.berth.plan.PlanText;
import dev.berth.plan.Step;
import dev.berth.plan.StepText;
import dev.berth.plan.TakeBackup;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What proves to somebody else how a migration went: pieces by the names of their files, without a secret in any. */
public final class EvidenceReport {
    private static final String CHANGES =
            "# byte in the file as it was: what stood there, and what berth wrote instead\n";

    private EvidenceReport() {}

    /** Pieces for people. */
    public static Map<String, String> texts(Journal journal) {
        var plan = Progress.of(journal.entries()).plan();
        var pieces = new LinkedHashMap<String, String>();
        pieces.put("entries.txt", HistoryReport.entries(journal));
        pieces.put("plan.txt", PlanText.of(plan));
        pieces.put(
                "changes.txt",
                CHANGES
                        + plan.steps()
                                .filter(FileStep.EditFile.class::isInstance)
                                .map(step -> changes((FileStep.EditFile) step))
                                .collect(Collectors.joining()));
        return pieces;
    }

    /** Pieces for programs. */
    public static Map<String, Map<String, Object>> documents(Journal journal) {
        var progress = Progress.of(journal.entries());
        var migration = new LinkedHashMap<>(HistoryReport.document(journal));
        migration.put("approved", approved(journal));
        migration.put(
                "steps",
                progress.plan()
                        .steps()
                        .map(step -> timed(step, journal, progress))
                        .toList());
        var pieces = new LinkedHashMap<String, Map<String, Object>>();
        pieces.put("migration.json", migration);
        pieces.put("plan.json", PlanReport.document(progress.plan()));
        pieces.put("contents.json", contents(journal, progress));
        return pieces;
    }

    /** What the manifests of the backups say that it took; of one that is gone by now, nothing. */
    public static Map<String, Map<String, Object>> backups(Journal journal, Shelf shelf) {
        var progress = Progress.of(journal.entries());
        var pieces = new LinkedHashMap<String, Map<String, Object>>();
        progress.plan()
                .steps(TakeBackup.class)
                .flatMap(step -> BackupName.told(progress.evidence().getOrDefault(step.id(), "")).stream())
                .flatMap(name -> shelf.find(name).stream())
                .forEach(found ->
                        pieces.put("backup-" + found.name().database() + ".json", BackupEvidence.whole(found)));
        return pieces;
    }

    private static String changes(FileStep.EditFile edit) {
        return edit.path() + ", SHA-256 " + edit.before() + " → " + edit.after() + "\n"
                + edit.splices().stream()
                        .map(splice ->
                                "  " + splice.offset() + ": “" + splice.before() + "” → “" + splice.after() + "”\n")
                        .collect(Collectors.joining());
    }

    private static List<Map<String, Object>> approved(Journal journal) {
        return journal.entries().stream()
                .filter(Entry.Approved.class::isInstance)
                .map(Entry.Approved.class::cast)
                .map(entry -> Document.of("at", entry.at().toString(), "by", entry.by(), "how", entry.how()))
                .toList();
    }

    private static Map<String, Object> timed(Step step, Journal journal, Progress progress) {
        var began = Optional.ofNullable(progress.began().get(step.id()));
        var applied = applied(step, journal);
        return Document.of(
                "id",
                step.id(),
                "phase",
                step.head().phase().name(),
                "does",
                step.family(new StepText()),
                "state",
                progress.state(step).name(),
                "began",
                began.map(Instant::toString).orElse(""),
                "tookMs",
                began.flatMap(from ->
                                applied.map(to -> Duration.between(from, to).toMillis()))
                        .orElse(0L),
                "evidence",
                progress.evidence().getOrDefault(step.id(), ""));
    }

    private static Optional<Instant> applied(Step step, Journal journal) {
        return journal.entries().stream()
                .filter(Entry.Applied.class::isInstance)
                .filter(entry -> entry.about().equals(Optional.of(step.id())))
                .map(Entry::at)
                .reduce((one, next) -> next);
    }

    /** What each database held before, what it held after where that was not the same, and how both compare. */
    private static Map<String, Object> contents(Journal journal, Progress progress) {
        var plan = progress.plan();
        var told = new LinkedHashMap<>(progress.evidence());
        var found = new LinkedHashMap<String, String>();
        journal.entries().forEach(entry -> {
            if (entry instanceof Entry.Failed failed) {
                told.put(failed.step(), failed.reason());
            } else if (entry instanceof Entry.Found looked) {
                found.put(looked.step(), looked.evidence());
            }
        });
        return Document.of(
                "before", contents(plan, told, ContentsStep.NoteContents.class),
                "after", contents(plan, found, ContentsStep.CompareContents.class),
                "compared", contents(plan, told, ContentsStep.CompareContents.class));
    }

    private static <S extends ContentsStep> Map<String, String> contents(
            Plan plan, Map<String, String> words, Class<S> kind) {
        return ByDatabase.of(plan, words, kind, step -> step.endpoint().database());
    }
}
