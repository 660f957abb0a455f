package dev.berth.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL sessions that stay open for a moment after a question, for the next one to the same server: while clients
 * wait, a login takes longer than what is asked. One for each server and login: each is a place that a client can't have.
 */
public final class IdleSessions {
    /** A server that is there answers at once; for one that is not, nobody should wait twice. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private final Duration kept;
    private final Duration atOnce;
    private final Map<Place, Idle> idle = new HashMap<>();

    private IdleSessions(Duration kept, Duration atOnce) {
        this.kept = kept;
        this.atOnce = atOnce;
    }

    /** @param kept how long a session stays that nobody asks anything in */
    public static IdleSessions kept(Duration kept) {
        return kept(kept, AT_ONCE);
    }

    /** @param atOnce how long one that stayed may take to go on */
    static IdleSessions kept(Duration kept, Duration atOnce) {
        return new IdleSessions(kept, atOnce);
    }

    /** None stays: each ends with its question. */
    static IdleSessions none() {
        return new IdleSessions(Duration.ZERO, AT_ONCE);
    }

    /**
     * One that goes on, and is then nobody else's.
     *
     * @param end its new deadline, a value of {@link System#nanoTime()}
     */
    Optional<PostgresSession> take(Place place, long end) {
        return taken(place).filter(session -> session.goesOn(end, atOnce));
    }

    private synchronized Optional<PostgresSession> taken(Place place) {
        return Optional.ofNullable(idle.remove(place)).map(Idle::session);
    }

    void leave(Place place, PostgresSession session) {
        if (kept.isZero()) {
            session.close();
            return;
        }
        var latest = new Idle(session);
        former(place, latest).ifPresent(PostgresSession::close);
        CompletableFuture.delayedExecutor(kept.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> forget(place, latest));
    }

    private synchronized Optional<PostgresSession> former(Place place, Idle latest) {
        return Optional.ofNullable(idle.put(place, latest)).map(Idle::session);
    }

    private void forget(Place place, Idle old) {
        boolean still;
        synchronized (this) {
            still = idle.remove(place, old);
        }
        if (still) {
            old.session().close();
        }
    }

    /** Where a session is, in whatever database, and as whom. */
    record Place(String authority, Login login) {}

    /** One stay of a session; the same session's next one is another. */
    private static final class Idle {
        private final PostgresSession session;

        Idle(PostgresSession session) {
            this.session = session;
        }

        PostgresSession session() {
            return session;
        }
    }
}
