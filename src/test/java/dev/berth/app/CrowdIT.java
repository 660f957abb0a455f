package dev.berth.app;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crowd of new clients: during a pause more of them wait than the database has room for. */
@Tag("slow")
@Timeout(1200)
class CrowdIT {
    private static final int MIGRATIONS = 20;
    private static final int HERTZ = 50;

    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @Test
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
