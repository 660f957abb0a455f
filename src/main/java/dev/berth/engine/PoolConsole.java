package dev.berth.engine;

import dev.berth.engine.PoolState.Gone;
import dev.berth.engine.PoolState.Paused;
import dev.berth.engine.PoolState.Serving;
import dev.berth.engine.PoolState.Silent;
import dev.berth.engine.PoolState.Unrested;
import dev.berth.engine.PoolWire.Refusal;
import dev.berth.policy.PgBouncer;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The console of a PgBouncer: its commands PAUSE and RESUME (PgBouncer documentation, "Admin console").
 *
 * <p>PAUSE closes each connection to the database once it is released: after the transaction, or, where whole sessions
 * are pooled, when its client leaves. It is answered when none is left; without that answer it goes on all the same.
 */
public final class PoolConsole {
    /** What a look takes that must be had past the time. */
    private static final Duration LAST_LOOK = Duration.ofMillis(500);

    private final PgBouncer pooler;
    private final Login login;

    public PoolConsole(PgBouncer pooler, Login login) {
        this.pooler = pooler;
        this.login = login;
    }

    /** Whether clients wait in it, whoever wanted that; silent too where its user may not change that. */
    public PoolState look(Duration timeout) {
        return talk(timeout, wire -> {
            var state = look(wire.ask("SHOW DATABASES"));
            return state instanceof Serving && paused(wire) ? new Paused() : state;
        });
    }

    /**
     * It tells whether all wait by no list before 1.21, but by refusing to pause: first who may not, then because all
     * wait already, and then its own console, which is never paused.
     */
    private static boolean paused(PoolWire wire) throws IOException {
        try {
            wire.ask("PAUSE pgbouncer");
            return false;
        } catch (Refusal refused) {
            if (refused.says("cannot pause admin db")) {
                return false;
            }
            if (refused.says("already suspended/paused")) {
                return true;
            }
            throw refused;
        }
    }

    private PoolState look(List<Map<String, String>> databases) {
        if (pooler.database().isEmpty()) {
            return new Serving();
        }
        var name = pooler.database().get();
        return databases.stream()
                .filter(row -> name.equals(row.get("name")))
                .findFirst()
                .<PoolState>map(row -> "1".equals(row.get("paused")) ? new Paused() : new Serving())
                .orElseGet(() -> new Silent("it knows no database “" + name + "”; it has "
                        + databases.stream().map(row -> row.get("name")).collect(Collectors.joining(", "))));
    }

    /** Lets clients wait, once they are in the middle of nothing. */
    public PoolState pause(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        var state = talk(timeout, wire -> {
            awaitLogins(wire, end - timeout.toNanos() / 2);
            wire.ask("PAUSE" + argument());
            return new Paused();
        });
        return state instanceof Silent && System.nanoTime() >= end ? talk(LAST_LOOK, this::unrested) : state;
    }

    /**
     * A connection to the database that is cut off while it logs in counts as a failure, and for
     * {@code server_login_retry} PgBouncer turns clients away (its {@code check_fast_fail}).
     */
    private void awaitLogins(PoolWire wire, long end) throws IOException {
        while (System.nanoTime() < end
                && pools(wire).stream().anyMatch(pool -> !"0".equals(pool.getOrDefault("sv_login", "0")))) {
            Thread.onSpinWait();
        }
    }

    private PoolState unrested(PoolWire wire) throws IOException {
        var busy = pools(wire).stream()
                .filter(pool -> !"0".equals(pool.getOrDefault("sv_active", "0")))
                .map(pool -> pool.get("sv_active") + " of " + pool.get("database") + " for user " + pool.get("user")
                        + ("session".equals(pool.get("pool_mode"))
                                ? ", where pool_mode = session keeps each until its client leaves"
                                : ""))
                .collect(Collectors.joining("; "));
        return new Unrested(busy.isEmpty() ? "" : "connections in use: " + busy);
    }

    private List<Map<String, String>> pools(PoolWire wire) throws IOException {
        return wire.ask("SHOW POOLS").stream()
                .filter(pool -> pooler.database()
                        .map(name -> name.equals(pool.get("database")))
                        .orElse(true))
                .toList();
    }

    /** Lets them go on; that they do already is as good. */
    public PoolState resume(Duration timeout) {
        return talk(timeout, wire -> {
            try {
                wire.ask("RESUME" + argument());
            } catch (Refusal refused) {
                if (!refused.says("not paused")) {
                    throw refused;
                }
            }
            return new Serving();
        });
    }

    private String argument() {
        return pooler.database()
                .map(name -> " \"" + name.replace("\"", "\"\"") + "\"")
                .orElse("");
    }

    private PoolState talk(Duration timeout, Talk talk) {
        try (var wire = PoolEntrance.open(pooler, login, timeout)) {
            return talk.on(wire);
        } catch (ConnectException e) {
            return new Gone(Reason.of(e));
        } catch (IOException e) {
            return new Silent(Reason.of(e));
        }
    }

    /** What is said once somebody is logged in. */
    private interface Talk {
        PoolState on(PoolWire wire) throws IOException;
    }
}
