package dev.berth.app;

import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Schedule;
import dev.berth.backup.Taken;
import dev.berth.cycle.Tiers;
import dev.berth.journal.DamagedJournal;
import dev.berth.policy.Backup;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Takes the backups of policies whose time has come, one database after the other. A time that passed while the daemon was
 * not there is made up for. After an hour, what could not be taken is tried again, and one that was not proved is restored
 * once more, and then ever more seldom: another one would take as much room, and tell as little. That keeps none from being
 * taken at its time.
 */
final class DueBackups {
    private final Clock clock;
    private final ZoneId zone;
    private final BooleanSupplier ending;
    private final EventLog log;
    private final AtomicBoolean busy;
    private final BackupRests rests = new BackupRests();

    /** When the last one was taken, which its name does not tell where a clock was wrong. */
    private final Map<String, Instant> taken = new HashMap<>();

    /**
     * @param zone whose clock the schedules go by
     * @param busy true while one is being taken, which takes as long as it takes
     */
    DueBackups(Clock clock, ZoneId zone, BooleanSupplier ending, EventLog log, AtomicBoolean busy) {
        this.clock = clock;
        this.zone = zone;
        this.ending = ending;
        this.log = log;
        this.busy = busy;
    }

    void at(Source source) {
        source.policy().backup().ifPresent(wish -> schedule(wish).ifPresent(schedule -> at(source, wish, schedule)));
    }

    private Optional<Schedule> schedule(Backup wish) {
        return wish.schedule().flatMap(text -> Schedule.of(text, zone));
    }

    private void at(Source source, Backup wish, Schedule schedule) {
        var policy = source.policy();
        try {
            var backups = source.backups(wish);
            var shelf = backups.shelf();
            for (var database : policy.databases()) {
                if (!ending.getAsBoolean()) {
                    at(new Turn(source, wish, backups, database, shelf.of(database.name())), schedule);
                }
            }
        } catch (IOException e) {
            log.warn("BackupFailed", Tiers.Name.of(policy), "the backups can't be read: " + e.getMessage());
        } catch (DamagedJournal damaged) {
            log.warn("BackupFailed", Tiers.Name.of(policy), String.valueOf(damaged.getMessage()));
        }
    }

    private void at(Turn turn, Schedule schedule) throws IOException {
        var now = clock.instant();
        var times = Stream.concat(
                turn.there().stream().map(backup -> backup.name().taken()),
                Optional.ofNullable(taken.get(turn.key())).stream());
        if (schedule.due(now, times.toList())) {
            if (!rests.taking(turn.edition(), now)) {
                locked(turn, notes -> take(turn, now, notes), () -> rests.beginTaking(turn.edition(), clock.instant()));
            }
        } else if (turn.wish().restoreTest()) {
            var unproved = turn.newest().filter(newest -> !newest.proof().proved());
            if (unproved.isPresent()
                    && !rests.proving(turn.edition(), unproved.get().name(), now)) {
                prove(turn, unproved.get());
            }
        }
    }

    private void prove(Turn turn, Manifest unproved) throws IOException {
        var name = unproved.name();
        var again = rests.next(turn.edition(), name);
        locked(
                turn,
                notes -> notes.tried(
                        turn.backups().verify(unproved), turn.backups().left(), again),
                () -> rests.beginProving(turn.edition(), name, clock.instant()));
    }

    private boolean take(Turn turn, Instant now, BackupNotes notes) {
        turn.newest().filter(newest -> newest.name().taken().isAfter(now)).ifPresent(notes::ahead);
        var came = turn.backups()
                .take(
                        turn.database(),
                        turn.source().returning().contains(turn.database().name()));
        boolean well = notes.taken(came, turn.wish().restoreTest());
        if (came instanceof Taken.Kept kept) {
            taken.put(turn.key(), now);
            if (!well) {
                rests.beginProving(turn.edition(), kept.manifest().name(), clock.instant());
            }
            return true;
        }
        return well;
    }

    /** While somebody else is at work, nothing is done; the next turn tries again. */
    private void locked(Turn turn, Work work, Runnable rest) throws IOException {
        var policy = turn.source().policy();
        if (turn.source().state().lock(clock) instanceof Locking.Held held) {
            busy.set(true);
            boolean done = false;
            try {
                done = work.done(new BackupNotes(
                        log, Tiers.Name.of(policy), turn.database().name()));
            } finally {
                if (!done) {
                    rest.run();
                }
                busy.set(false);
                StateRun.release(held);
            }
        }
    }

    /** One database, and the backups that are there of it. */
    private record Turn(Source source, Backup wish, Backups backups, Database database, List<Manifest> there) {
        Optional<Manifest> newest() {
            return there.stream().max(Comparator.comparing(Manifest::name));
        }

        /** Its name among all policies' databases. */
        String key() {
            return Tiers.Name.of(source.policy()) + " " + database.name();
        }

        /** The same, of the policy as it is now: whoever changes it need not wait. */
        String edition() {
            return key() + " " + source.policy().fingerprint();
        }
    }

    /** A policy whose backups come to be due, and what takes them. */
    interface Source {
        Policy policy();

        StateFolder state();

        Backups backups(Backup wish);

        /** The databases of migrations that can still go back. */
        Set<String> returning();
    }

    /** Takes a backup, or proves one; whether all is well. */
    private interface Work {
        boolean done(BackupNotes notes) throws IOException;
    }
}
