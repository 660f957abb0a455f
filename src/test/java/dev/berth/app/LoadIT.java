package dev.berth.app;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Databases of three kinds move and come back again and again under one load, whose clients know the old ports alone. */
@Tag("alone")
class LoadIT {
    private static final Duration LONGEST = Duration.ofMinutes(15);

    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.postgres("main"), Moored.redis("cache"), Moored.web("store")));

    private final TinyStack stack = STAGE.stack();
    private final Moored main = stack.databases().get(0);
    private final Moored cache = stack.databases().get(1);
    private final Moored store = stack.databases().get(2);

    @BeforeEach
    void hold() {
        stack.hold("drain: 15s, limit: 60s");
    }

    @Test
    @Timeout(240)
    void nobodyIsRefusedByThreeMigrationsAndTheirWaysBack() {
        nobodyIsRefusedBy(3);
    }

    @Test
    @Tag("slow")
    @Timeout(1200)
    void nobodyIsRefusedByTwentyMigrationsAndTheirWaysBack() {
        nobodyIsRefusedBy(20);
    }

    private void nobodyIsRefusedBy(int migrations) {
        try (var pgbench = PgBench.reconnecting(main, LONGEST);
                var sessions = new KeptSessions(main);
                var redisBenchmark = new RedisBenchmark(cache);
                var mainVisitors = Visitors.of(main, 20, LONGEST);
                var cacheVisitors = Visitors.of(cache, 20, LONGEST);
                var storeVisitors = Visitors.of(store, 50, LONGEST)) {
            for (int migration = 0; migration < migrations; migration++) {
                stack.berth("apply", "--yes").ends(0).says("migrated");
                sessions.awaitMore();
                stack.berth("rollback").ends(0).says("answers again");
                sessions.awaitMore();
            }
            assertAll(
                    mainVisitors::assertEachWasAnswered,
                    cacheVisitors::assertEachWasAnswered,
                    storeVisitors::assertEachWasAnswered,
                    pgbench::assertNobodyWasRefused,
                    redisBenchmark::assertNobodyWasRefused,
                    () -> sessions.assertEachEndedOnceAMove(2 * migrations));
        }
        stack.assertAsBefore();
    }
}
