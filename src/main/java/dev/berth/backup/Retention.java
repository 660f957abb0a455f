package dev.berth.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How long backups stay. */
public record Retention(Duration keep) {
    /**
     * Those of one database that have been kept long enough; the last one that was proved always stays, and so does the
     * newest.
     */
    public List<Manifest> overdue(List<Manifest> backups, Instant now) {
        var newestFirst = backups.stream()
                .sorted(Comparator.comparing(Manifest::name).reversed())
                .toList();
        var proved =
                newestFirst.stream().filter(backup -> backup.proof().proved()).findFirst();
        return newestFirst.stream()
                .skip(1)
                .filter(backup -> backup.name().taken().isBefore(now.minus(keep)))
                .filter(backup -> proved.filter(backup::equals).isEmpty())
                .toList();
    }
}
