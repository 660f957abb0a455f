package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody notices that a database moves: who connects waits, and who knows only the old port goes on. */
@Timeout(180)
@Tag("alone")
class HoldIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main"), Moored.redis("cache")));

    private final TinyStack stack = STAGE.stack();

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @Test
    void aTransactionThatOutlastsTheDrainIsNamedAndNothingMoves() throws SQLException {
        try (var load = PgBench.reconnecting(stack.first());
                var session = stack.first().session();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("insert into rows values (2)");

            stack.berth("apply", "--yes").ends(20).says("in a transaction").says("answers again");

            session.commit();
            load.assertNobodyWasRefused();
        }
        stack.assertAsBefore();
        assertThat(stack.first().rows(stack.first().before())).contains(2L);
    }

    @Test
    void aTransactionThatTakesItsTimeIsWaitedForBeforeAnybodyIsHeld() throws Exception {
        stack.policy("drain: 2s", "patience: 60s, drain: 2s");
        try (var load = PgBench.reconnecting(stack.first());
                var session = stack.first().session();
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("insert into rows values (3)");
            var later = CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS);
            var asks = new Moments(moment -> {
                if (moment.matches("acts on main/.*-await-quiet")) {
                    later.execute(() -> commit(session));
                }
            });

            stack.berth(new Ran.Way().between(asks), "apply", "--yes").ends(0).says("migrated");

            load.assertNobodyWasRefused();
        }
        assertThat(stack.first().rows(stack.first().after())).contains(3L);
        stack.berth("rollback").ends(0);
    }

    private static void commit(Connection session) {
        try {
            session.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSessionThatIdlesInAPoolEndsAndIsCounted() throws SQLException {
        try (var session = stack.first().session()) {
            assertThat(session.isValid(5)).isTrue();

            stack.berth("apply", "--yes").ends(0).says("1 idle session ends with the old process");

            assertThat(session.isValid(5)).isFalse();
            stack.berth("rollback").ends(0);
        }
    }

    @Test
    void aSessionInSteadyUseEndsBetweenTwoRequestsAndLosesNothing() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<Long>();
        var pool = new Thread(() -> insertUntilItEnds(acknowledged));
        pool.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> acknowledged.size() > 10);

        stack.berth("apply", "--yes").ends(0).says("1 idle session ends with the old process");

        pool.join();
        assertThat(stack.first().rows(stack.first().after())).containsAll(acknowledged);
    }

    /** One session, which asks again as soon as it is answered. */
    private void insertUntilItEnds(Queue<Long> acknowledged) {
        try (var session = stack.first().session();
                var statement = session.createStatement()) {
            for (long row = System.nanoTime(); ; row++) {
                statement.execute("insert into rows values (" + row + ")");
                acknowledged.add(row);
            }
        } catch (SQLException ended) {
            // The old process has ended it.
        }
    }

    @Test
    void whatWasAcknowledgedIsThereOnceThroughMigrationAndRollback() {
        try (var writers = new Writers(stack)) {
            stack.berth("apply", "--yes").ends(0);
            writers.awaitMore();
            stack.berth("rollback").ends(0);
            writers.awaitMore();

            writers.assertNothingLost();
        }
    }

    /** Their port leads to one that is given up in turn. */
    @Test
    @Tag("slow")
    void whoStillAsksWhereTheDatabaseWasBeforeTheLastMoveWaitsAsWell() {
        var main = stack.first();
        stack.berth("apply", "--yes").ends(0);
        int third = Berths.inside();
        stack.policy("|| " + main.before() + "\"", "|| " + main.after() + "\"");
        stack.policy("port: " + main.after(), "port: " + third);
        try (var load = PgBench.reconnecting(main)) {
            stack.berth("apply", "--yes").ends(0);
            stack.berth("rollback").ends(0);

            load.assertNobodyWasRefused();
        } finally {
            stack.policy("port: " + third, "port: " + main.after());
            stack.policy("|| " + main.after() + "\"", "|| " + main.before() + "\"");
        }
    }

    /** The way back of the second makes the first one's container again, with another id. */
    @Test
    @Tag("slow")
    void twoMovesGoBackOneAfterTheOtherAndNobodyIsRefused() {
        var main = stack.first();
        stack.berth("apply", "--yes").ends(0);
        stack.policy("|| " + main.before() + "\"", "|| " + main.after() + "\"");
        stack.policy("port: " + main.after(), "port: " + Berths.inside());
        try (var load = PgBench.reconnecting(main)) {
            stack.berth("apply", "--yes").ends(0);
            stack.berth("rollback").ends(0);
            stack.berth("rollback").ends(0);

            load.assertNobodyWasRefused();
        }
        stack.assertAsBefore();
    }
}
