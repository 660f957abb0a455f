package dev.berth.app;

import dev.berth.backup.BackupName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Databases that are left alone for a while, since no backup could be taken, which is for an hour, or since one could not be
 * proved: another restore of it would most likely fail alike, and takes the daemon's time. That wait doubles each time, from
 * an hour to a day, and ends with another backup.
 */
final class BackupRests {
    static final Duration FIRST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, Instant> takings = new HashMap<>();
    private final Map<String, Rest> proofs = new HashMap<>();

    private record Rest(BackupName of, Duration length, Instant until) {}

    /** @param database which, among those of all policies */
    boolean taking(String database, Instant now) {
        return Optional.ofNullable(takings.get(database)).filter(now::isBefore).isPresent();
    }

    void beginTaking(String database, Instant now) {
        takings.put(database, now.plus(FIRST));
    }

    boolean proving(String database, BackupName backup, Instant now) {
        return of(database, backup).map(Rest::until).filter(now::isBefore).isPresent();
    }

    /** For how long it is left alone, should it fail now. */
    Duration next(String database, BackupName backup) {
        return of(database, backup)
                .map(rest -> rest.length().multipliedBy(2))
                .map(doubled -> doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST)
                .orElse(FIRST);
    }

    void beginProving(String database, BackupName backup, Instant now) {
        var length = next(database, backup);
        proofs.put(database, new Rest(backup, length, now.plus(length)));
    }

    private Optional<Rest> of(String database, BackupName backup) {
        return Optional.ofNullable(proofs.get(database))
                .filter(rest -> rest.of().equals(backup));
    }
}
