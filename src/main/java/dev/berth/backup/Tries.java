package dev.berth.backup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The backups that failed tries of a move took of a database, one after the other until now. Each is from before its
 * try; however many there come to be, few of them stay.
 */
public record Tries(Set<BackupName> names) {
    public Tries {
        names = Set.copyOf(names);
    }

    /** Whether there were any. */
    public boolean any() {
        return !names.isEmpty();
    }

    /**
     * Those that may go: all but the first, from before anything was touched, and the last, from before the last try; a
     * proved one is preferred. The newest backup of all stays, too, and so does the last that was proved.
     */
    List<Manifest> superfluous(List<Manifest> backups) {
        var newestFirst = Retention.newestFirst(backups);
        var lastFirst = newestFirst.stream()
                .filter(backup -> names.contains(backup.name()))
                .toList();
        var firstFirst = new ArrayList<>(lastFirst);
        Collections.reverse(firstFirst);
        var staying = new HashSet<Manifest>();
        newestFirst.stream().limit(1).forEach(staying::add);
        Stream.of(newestFirst, lastFirst, firstFirst)
                .flatMap(some -> first(some).stream())
                .forEach(staying::add);
        return firstFirst.stream().filter(backup -> !staying.contains(backup)).toList();
    }

    /** The first that was proved, or else the first. */
    private static Optional<Manifest> first(List<Manifest> some) {
        return Stream.concat(some.stream().filter(backup -> backup.proof().proved()), some.stream())
                .findFirst();
    }
}
