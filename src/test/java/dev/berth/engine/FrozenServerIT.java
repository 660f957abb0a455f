package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.berth.engine.Contents.Depth;
import dev.berth.policy.EngineKind;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real servers whose processes are frozen, so that the kernel alone takes what is sent, while they are backed up. */
@Timeout(120)
class FrozenServerIT {
    private static final Login REDIS = new Login(Optional.empty(), Optional.of("right"));
    private static final Login POSTGRES = new Login(Optional.of("postgres"), Optional.of("right"));

    /** More than one question of somebody else may take. */
    private static final Duration SHORT = Duration.ofSeconds(5);

    private static final Duration LONG = Duration.ofMinutes(5);

    /** By its seconds one query without end is told from that of a test before, which may still be ending. */
    private static final AtomicInteger SECONDS = new AtomicInteger(600);

    private static RigContainer redis;
    private static RigContainer postgres;

    @BeforeAll
    static void start() {
        redis = RigContainer.redis();
        postgres = RigContainer.postgres();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
            redis(LONG, () -> false).facts();
            postgres(LONG, () -> false).facts();
        });
    }

    @AfterAll
    static void remove() {
        redis.close();
        postgres.close();
    }

    @Test
    void aLookAtARedisThatIsFrozenEnds() {
        var server = redis(SHORT, () -> false);
        redis.pause();
        try {
            assertThatThrownBy(() -> server.contents(Depth.FAST)).hasMessageStartingWith("it hangs: ");
        } finally {
            redis.unpause();
        }
        assertThatCode(() -> server.contents(Depth.FAST)).doesNotThrowAnyException();
    }

    @Test
    void aQueryOfAPostgresThatIsFrozenEnds() throws Exception {
        var query = asked(postgres(SHORT, () -> false));
        postgres.pause();
        try {
            assertThat(query.get(60, TimeUnit.SECONDS)).hasMessageContaining("it hangs: ");
        } finally {
            postgres.unpause();
        }
    }

    @Test
    void whoAsksToEndNeedNotWaitForAPostgresThatIsFrozen() throws Exception {
        var wish = new AtomicBoolean();
        var query = asked(postgres(LONG, wish::get));
        postgres.pause();
        try {
            wish.set(true);

            assertThat(query.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
        } finally {
            postgres.unpause();
        }
    }

    @Test
    void aQueryThatTakesLongerIsWaitedForWhileOthersGetAnswers() {
        assertThatCode(() -> postgres(SHORT, () -> false).execute("postgres", "SELECT pg_sleep(12)"))
                .doesNotThrowAnyException();
    }

    /** What came of a query without end, which has begun. */
    private static CompletableFuture<Throwable> asked(PostgresServer server) {
        var words = "SELECT pg_sleep(" + SECONDS.getAndIncrement() + ")";
        var query = CompletableFuture.supplyAsync(() -> catchThrowable(() -> server.execute("postgres", words)));
        await().atMost(Duration.ofSeconds(30)).until(() -> runs(words));
        return query;
    }

    private static boolean runs(String words) {
        var running =
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%" + words + "%' AND pid <> pg_backend_pid()";
        return postgres.exec("psql", "-U", "postgres", "-Atc", running).equals("1");
    }

    private static RedisServer redis(Duration silence, BooleanSupplier interrupted) {
        return new RedisServer(redis.endpoint(EngineKind.REDIS), REDIS, patience(silence, interrupted));
    }

    private static PostgresServer postgres(Duration silence, BooleanSupplier interrupted) {
        return new PostgresServer(postgres.endpoint(EngineKind.POSTGRESQL), POSTGRES, patience(silence, interrupted));
    }

    private static Patience patience(Duration silence, BooleanSupplier interrupted) {
        return new Patience(Duration.ofHours(1), silence, interrupted);
    }
}
