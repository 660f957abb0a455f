package dev.berth.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL sessions that stay open for a moment after a question, for the next one to the same database: while clients
 * wait, a login takes longer than what is asked.
 */
public final class IdleSessions {
    private final Duration kept;
    private final Map<Place, Idle> idle = new HashMap<>();

    private IdleSessions(Duration kept) {
        this.kept = kept;
    }

    /** @param kept how long a session stays that nobody asks anything in */
    public static IdleSessions kept(Duration kept) {
        return new IdleSessions(kept);
    }

    /** None stays: each ends with its question. */
    static IdleSessions none() {
        return new IdleSessions(Duration.ZERO);
    }

    /** Which is then nobody else's. */
    synchronized Optional<PostgresSession> take(Place place) {
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

    /** Where a session is, and as whom. */
    record Place(String authority, String database, Login login) {}

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
