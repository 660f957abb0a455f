package dev.berth.app;

import dev.berth.plan.ProbeStep;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crowd of new clients: during a pause more of them wait than the database has room for. */
@Tag("alone")
class CrowdIT {
    private static final int MIGRATIONS = 20;
    private static final int HERTZ = 50;

    private static final int CROWD = 150;

    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @AfterEach
    void likeAnyOther() throws SQLException {
        alter("reset max_connections");
    }

    @Test
    @Timeout(120)
    void moreThanTheDatabaseTakesAreLetInByTheirNumber() throws Exception {
        stack.hold("drain: 2s, limit: 20s");
        // It counts from the next start on, which is the move's.
        alter("set max_connections = 20");
        try (var visitors = Visitors.of(stack.first(), HERTZ, Duration.ofSeconds(30))) {
            var crowd = Planted.before(stack, ProbeStep.AwaitAnswer.class, () -> visitors.awaitCrowd(CROWD));

            stack.berth(new Ran.Way().between(crowd), "apply", "--yes").ends(0).says("migrated");

            visitors.assertEachWasAnswered();
        }
        stack.assertMigrated();
    }

    private void alter(String parameter) throws SQLException {
        try (var session = stack.first().session();
                var statement = session.createStatement()) {
            statement.execute("alter system " + parameter);
        }
    }

    @Test
    @Tag("slow")
    @Timeout(1200)
    void nobodyOfFiftyASecondIsRefused() {
        stack.hold("drain: 15s, limit: 60s");
        try (var visitors = Visitors.of(stack.first(), HERTZ, Duration.ofMinutes(15))) {
            for (int migration = 0; migration < MIGRATIONS; migration++) {
                stack.berth("apply", "--yes").ends(0).says("migrated");
                visitors.awaitMore();
                stack.berth("rollback").ends(0).says("answers again");
                visitors.awaitMore();
            }
            visitors.assertEachWasAnswered();
        }
        stack.assertAsBefore();
    }
}
