package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
    private final Map<Spot, String> made = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Spot> contested = new ArrayList<>();

    Drafts(Project project) {
        this.project = project;
    }

    /** Places that two changes want for different texts; the later one was left out. */
    List<Spot> contested() {
        return List.copyOf(contested);
    }

    /** Makes the changes of one move; several wishes for one spot are one change, and a later move may change it again. */
    List<Edit> make(List<Change> changes) {
        var byPath = new TreeMap<String, SortedMap<Integer, Change>>();
        for (var change : changes) {
            var spot = change.spot();
            var beside = byPath.computeIfAbsent(spot.path(), path -> new TreeMap<>());
            if (contested(change, beside.values())) {
                contested.add(spot);
            } else if (!now(spot).equals(change.text())) {
                beside.put(spot.offset(), change);
            }
        }
        return byPath.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> edit(entry.getKey(), List.copyOf(entry.getValue().values())))
                .toList();
    }

    private Edit edit(String path, List<Change> changes) {
        var splices = changes.stream()
                .map(change -> Splice.least(shifted(change.spot()), now(change.spot()), change.text()))
                .toList();
        var before = texts.computeIfAbsent(
                path, key -> project.file(key).map(TextFile::text).orElse(""));
        var after = Splice.apply(before, splices);
        texts.put(path, after);
        changes.forEach(change -> made.put(change.spot(), change.text()));
        return new Edit(path, Sha256.ofBytes(before), Sha256.ofBytes(after), splices);
    }

    private String now(Spot spot) {
        return made.getOrDefault(spot, spot.text());
    }

    private int shifted(Spot spot) {
        return spot.offset()
                + made.entrySet().stream()
                        .filter(entry -> entry.getKey().path().equals(spot.path())
                                && entry.getKey().offset() < spot.offset())
                        .mapToInt(entry -> entry.getValue().length()
                                - entry.getKey().text().length())
                        .sum();
    }

    private boolean contested(Change change, Collection<Change> beside) {
        return made.keySet().stream().anyMatch(other -> overlap(other, change.spot()))
                || beside.stream()
                        .anyMatch(other -> overlap(other.spot(), change.spot())
                                || other.spot().equals(change.spot())
                                        && !other.text().equals(change.text()));
    }

    private static boolean overlap(Spot one, Spot other) {
        return !one.equals(other)
                && one.path().equals(other.path())
                && one.offset() < other.offset() + other.text().length()
                && other.offset() < one.offset() + one.text().length();
    }
}
