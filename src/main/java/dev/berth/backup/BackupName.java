package dev.berth.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which backup of which database of a policy, such as {@code orders/2026-11-28T030000Z}.
 *
 * @param taken to the second
 */
public record BackupName(String database, Instant taken) implements Comparable<BackupName> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmssX").withZone(ZoneOffset.UTC);

    private static final Pattern TOLD = Pattern.compile("^backup ([^ ,]+)");

    public BackupName {
        taken = taken.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Empty for words that name none. */
    public static Optional<BackupName> of(String words) {
        int slash = words.lastIndexOf('/');
        if (slash <= 0) {
            return Optional.empty();
        }
        try {
            var name =
                    new BackupName(words.substring(0, slash), STAMP.parse(words.substring(slash + 1), Instant::from));
            return name.toString().equals(words) ? Optional.of(name) : Optional.empty();
        } catch (DateTimeException unlike) {
            return Optional.empty();
        }
    }

    /** The one that words for people begin with; what takes a backup tells of it so. */
    public static Optional<BackupName> told(String words) {
        var told = TOLD.matcher(words);
        return told.find() ? of(told.group(1)) : Optional.empty();
    }

    /**
     * Of a new one; never before the newest there is, whatever the clock says: the order of names is that in which they
     * were taken.
     *
     * @param progress is told where the clock is behind
     */
    static BackupName next(String database, Instant now, List<Manifest> others, Consumer<String> progress) {
        var name = new BackupName(database, now);
        var newest = others.stream().map(Manifest::name).max(Comparator.naturalOrder());
        if (newest.isEmpty() || newest.get().compareTo(name) < 0) {
            return name;
        }
        var next = new BackupName(database, newest.get().taken().plusSeconds(1));
        progress.accept("  the clock says " + name.stamp() + ", and there is a backup of "
                + newest.get().stamp() + "; this one is called " + next);
        return next;
    }

    public String stamp() {
        return STAMP.format(taken);
    }

    @Override
    public int compareTo(BackupName other) {
        return Comparator.comparing(BackupName::taken)
                .thenComparing(BackupName::database)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return database + "/" + stamp();
    }
}
