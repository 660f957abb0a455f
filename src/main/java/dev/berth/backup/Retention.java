package dev.berth.backup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** How long backups stay. */
public record Retention(Duration keep) {
    /**
     * Those of one database that have been kept long enough; the last one that was proved always stays, and so does the
     * newest. Those of another server than the newest are another server's past, and stay.
     */
    public List<Manifest> overdue(List<Manifest> backups, Instant now) {
        var all = backups.stream()
                .sorted(Comparator.comparing(Manifest::name).reversed())
                .toList();
        var newestFirst = all.stream()
                .filter(backup ->
                        backup.server().identity().equals(all.get(0).server().identity()))
                .toList();
        var proved =
                newestFirst.stream().filter(backup -> backup.proof().proved()).findFirst();
        return newestFirst.stream()
                .skip(1)
                .filter(backup -> backup.name().taken().isBefore(now.minus(keep)))
                .filter(backup -> proved.filter(backup::equals).isEmpty())
                .toList();
    }

    /** Removes those that are overdue, and names them. */
    List<BackupName> enforce(BackupStore store, String database, Instant now) throws IOException {
        var removed = new ArrayList<BackupName>();
        for (var old : overdue(store.shelf().of(database), now)) {
            store.remove(old.name());
            removed.add(old.name());
        }
        return removed;
    }

    /** The same for the database of a new one, which counts although an old one can't be removed. */
    List<BackupName> enforced(BackupStore store, Manifest newest, Instant now, Consumer<String> progress) {
        try {
            return enforce(store, newest.name().database(), now);
        } catch (IOException e) {
            progress.accept("  older backups stay, since one can't be removed: " + Reasons.of(e));
            return List.of();
        }
    }
}
