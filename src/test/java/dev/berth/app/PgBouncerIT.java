package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.PoolState;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PgBouncer stands in front of the database: its clients keep their sessions, and nothing stays paused. */
@Timeout(180)
class PgBouncerIT {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    /** How long PgBouncer leaves a server alone that it could not log in to ({@code server_login_retry}). */
    private static final Duration LOGIN_RETRY = Duration.ofSeconds(15);

    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();
    private final Pooler pooler = Pooler.onTheHost(stack.first());

    @BeforeEach
    void hold() {
        pooler.servesTheFirstOf(stack);
        stack.hold("drain: 2s, limit: 60s");
    }

    @AfterEach
    void nothingStaysPaused() {
        try (pooler) {
            assertThat(pooler.state()).isEqualTo(new PoolState.Serving());
        }
    }

    @Test
    void noSessionIsLostThroughMigrationAndRollback() {
        try (var regulars = new Regulars(pooler)) {
            stack.berth("apply", "--yes").ends(0).says("no session is open");
            regulars.awaitMore();
            stack.berth("rollback").ends(0).says("answers again");
            regulars.awaitMore();

            regulars.assertNobodyLostAnything();
            assertThat(regulars.longest()).isLessThan(LOGIN_RETRY);
        }
        stack.assertAsBefore();
    }

    @Test
    @Tag("slow")
    void aPoolerBesideTheDatabaseNeedsNoPortOfTheHost() {
        try (var beside = Pooler.besideTheFirstOf(stack);
                var regulars = new Regulars(beside)) {
            beside.replacesIn(stack, pooler);
            stack.policy("mode: Required", "mode: Never");
            stack.berth("apply", "--yes").ends(0);
            regulars.awaitMore();
            stack.berth("rollback").ends(0);
            regulars.awaitMore();

            regulars.assertNobodyLostAnything();
            assertThat(beside.state()).isEqualTo(new PoolState.Serving());
            assertThat(regulars.longest()).as(beside.said()).isLessThan(LOGIN_RETRY);
        }
    }

    @Test
    void aClientThatKeepsASessionOfTheDatabaseIsNamedAndNothingMoves() throws SQLException {
        stack.policy("database: app", "database: kept");
        try (var session = pooler.session("kept")) {
            assertThat(session.isValid(5)).isTrue();

            stack.berth("apply", "--yes")
                    .ends(20)
                    .says("did not come to rest within 2000 ms", "1 of kept for user postgres", "pool_mode = session");

            assertThat(session.isValid(5)).isTrue();
        }
        stack.assertAsBefore();
    }

    @Test
    void aTransactionThatOutlastsTheDrainGoesOnAndNothingMoves() throws SQLException {
        try (var session = pooler.session("app");
                var statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("insert into rows values (3)");

            stack.berth("apply", "--yes").ends(20).says("did not come to rest within 2000 ms", "1 of app");

            session.commit();
        }
        stack.assertAsBefore();
        assertThat(stack.first().rows(stack.first().before())).contains(3L);
    }

    @Test
    void aPasswordThatIsNotItsOwnIsToldBeforeAnythingIsTouched() {
        pooler.getsAnotherPasswordInThePolicy();

        var ran = stack.berth("apply", "--yes");

        ran.ends(20).says("confirm-pool", "password authentication failed");
        assertThat(ran.out() + ran.err()).doesNotContain("save-recipe", Pooler.SECRET);
        stack.assertAsBefore();
    }

    @Test
    void whatSomebodyElseHasPausedStaysPausedAndNothingMoves() {
        assertThat(pooler.console().pause(LIMIT)).isEqualTo(new PoolState.Paused());

        stack.berth("apply", "--yes").ends(20).says("already paused by somebody else");

        assertThat(pooler.state()).isEqualTo(new PoolState.Paused());
        assertThat(pooler.console().resume(LIMIT)).isEqualTo(new PoolState.Serving());
        stack.assertAsBefore();
    }

    @Test
    void aBerthThatIsKilledLetsClientsWaitForTheLimitAtMost() throws Exception {
        stack.policy("limit: 60s", "limit: " + LIMIT.toSeconds() + "s");
        try (var regulars = new Regulars(pooler)) {
            try (var run = Berthed.waylaid(stack, "acted on .*-pause-pool", 1, "apply", "--yes")) {
                assertThat(run.killedWhereWaylaid()).isTrue();
            }
            assertThat(pooler.state()).isEqualTo(new PoolState.Paused());
            assertThat(commandLinesAndEnvironments()).contains("GuardMain").doesNotContain(Pooler.SECRET);

            regulars.awaitMore();

            assertThat(regulars.longest()).isLessThan(LIMIT.plusSeconds(2));
            stack.berth("rollback").ends(0);
            regulars.assertNobodyLostAnything();
        }
        stack.assertAsBefore();
    }

    @Test
    @Tag("slow")
    void theCommandAfterAKillLetsClientsGoAtOnce() throws Exception {
        try (var regulars = new Regulars(pooler)) {
            try (var run = Berthed.waylaid(stack, "acted on .*-start-replacement", 1, "apply", "--yes")) {
                assertThat(run.killedWhereWaylaid()).isTrue();
            }

            stack.berth("rollback").ends(0);

            regulars.awaitMore();
            regulars.assertNobodyLostAnything();
        }
        stack.assertAsBefore();
    }

    /** Of whoever stands guard over a paused pool: where anybody on the machine could read a password. */
    private static String commandLinesAndEnvironments() {
        return Shell.attempt(
                        "sh",
                        "-c",
                        "for one in $(pgrep -f GuardMain); do cat /proc/$one/cmdline /proc/$one/environ; done | tr '\\0' '\\n'")
                .said();
    }
}
