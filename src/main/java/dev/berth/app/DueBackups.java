package dev.berth.app;

import dev.berth.adapter.file.Locking;
import dev.berth.backup.Backups;
import dev.berth.backup.Manifest;
import dev.berth.backup.Schedule;
import dev.berth.backup.Taken;
import dev.berth.cycle.Tiers;
import dev.berth.policy.Backup;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Takes the backups of policies whose time has come, one database after the other. A time that passed while the daemon was
 * not there is made up for; what could not be taken is tried again after an hour.
 */
final class DueBackups {
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Clock clock;
    private final ZoneId zone;
    private final BooleanSupplier ending;
    private final EventLog log;
    private final AtomicBoolean busy;
    private final Map<String, Instant> notBefore = new HashMap<>();

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

    void at(Fleet.Ship ship) {
        ship.policy().backup().ifPresent(wish -> schedule(wish).ifPresent(schedule -> at(ship, wish, schedule)));
    }

    private Optional<Schedule> schedule(Backup wish) {
        return wish.schedule().flatMap(text -> Schedule.of(text, zone));
    }

    private void at(Fleet.Ship ship, Backup wish, Schedule schedule) {
        var policy = ship.policy();
        var backups = ship.backups(wish, line -> {});
        try {
            var shelf = backups.shelf();
            for (var database : policy.databases()) {
                var last = newest(shelf.of(database.name()));
                if (!ending.getAsBoolean() && !resting(policy, database) && schedule.due(clock.instant(), last)) {
                    locked(ship, backups, database);
                }
            }
        } catch (IOException e) {
            log.warn("BackupFailed", Tiers.Name.of(policy), "the backups can't be read: " + e.getMessage());
        }
    }

    private static Optional<Instant> newest(List<Manifest> backups) {
        return backups.stream().map(backup -> backup.name().taken()).max(Instant::compareTo);
    }

    /** While somebody else is at work, nothing is taken; the next turn tries again. */
    private void locked(Fleet.Ship ship, Backups backups, Database database) {
        if (ship.state().lock(clock) instanceof Locking.Held held) {
            busy.set(true);
            try {
                told(ship, database, backups.take(database, ship.returning().contains(database.name())));
            } finally {
                busy.set(false);
                StateRun.release(held);
            }
        }
    }

    private void told(Fleet.Ship ship, Database database, Taken taken) {
        var policy = Tiers.Name.of(ship.policy());
        if (taken instanceof Taken.Kept kept) {
            log.say(
                    "BackedUp",
                    policy,
                    "backup " + kept.manifest().name()
                            + (kept.manifest().proof().proved()
                                    ? ", restored and compared"
                                    : ", NOT PROVED by a restore"));
            return;
        }
        rest(ship.policy(), database);
        if (taken instanceof Taken.Nothing nothing) {
            log.say("NothingToBackUp", policy, database.name() + ": " + nothing.reason());
        } else {
            log.warn("BackupFailed", policy, database.name() + ": " + reason(taken) + "; tried again in an hour");
        }
    }

    private static String reason(Taken taken) {
        return taken instanceof Taken.Refused refused
                ? refused.reason() + " — " + refused.remedy()
                : ((Taken.BrokenOff) taken).reason();
    }

    private boolean resting(Policy policy, Database database) {
        return Optional.ofNullable(notBefore.get(key(policy, database)))
                .filter(clock.instant()::isBefore)
                .isPresent();
    }

    private void rest(Policy policy, Database database) {
        notBefore.put(key(policy, database), clock.instant().plus(AGAIN));
    }

    private static String key(Policy policy, Database database) {
        return policy.namespace() + "/" + policy.name() + " " + policy.fingerprint() + " " + database.name();
    }
}
