package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files as they will be after each move in turn.
 *
 * <p>Spots are always those of the snapshot; a draft shifts them by the edits of earlier moves.
 */
final class Drafts {
    /** One file's share of a move: its splices in the text that earlier moves left. */
    record Edit(String path, String before, String after, List<Splice> splices) {}

    /** A wanted replacement at a place of the snapshot. */
    record Change(Spot spot, String text) {}

    private final Project project;
    private final Map<String, List<Change>> made = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    Drafts(Project project) {
        this.project = project;
    }

    /** Makes the changes of one move; several wishes for one spot are one change. */
    List<Edit> make(List<Change> changes) {
        var byPath = new LinkedHashMap<String, Set<Change>>();
        changes.stream()
                .filter(change -> !change.spot().text().equals(change.text()))
                .sorted(Comparator.comparing((Change change) -> change.spot().path())
                        .thenComparing(change -> change.spot().offset()))
                .forEach(change -> byPath.computeIfAbsent(change.spot().path(), path -> new LinkedHashSet<>())
                        .add(change));
        return byPath.entrySet().stream()
                .map(entry -> edit(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private Edit edit(String path, List<Change> changes) {
        var earlier = made.computeIfAbsent(path, key -> new ArrayList<>());
        var splices = changes.stream()
                .map(change -> new Splice(
                        shifted(change.spot().offset(), earlier), change.spot().text(), change.text()))
                .toList();
        var before = texts.computeIfAbsent(
                path, key -> project.file(key).map(TextFile::text).orElse(""));
        var after = Splice.apply(before, splices);
        texts.put(path, after);
        earlier.addAll(changes);
        return new Edit(path, Sha256.ofBytes(before), Sha256.ofBytes(after), splices);
    }

    private static int shifted(int offset, List<Change> earlier) {
        return offset
                + earlier.stream()
                        .filter(change -> change.spot().offset() < offset)
                        .mapToInt(change ->
                                change.text().length() - change.spot().text().length())
                        .sum();
    }
}
