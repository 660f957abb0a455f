package dev.berth.app;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody notices that a database moves: who connects waits, and who knows only the old port goes on. */
@Timeout(180)
class HoldIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main"), Moored.redis("cache")));

    private final TinyStack stack = STAGE.stack();

    @BeforeEach
    void hold() {
        stack.policy("mode: Never", "mode: Required");
    }

    @Test
    void nobodyIsRefusedWhileDatabasesMoveAndComeBack() {
        try (var load = PgBench.reconnecting(stack.first())) {
            stack.berth("apply", "--yes").ends(0).says("migrated");
            stack.berth("rollback").ends(0).says("answers again");

            load.assertNobodyWasRefused();
        }
        stack.assertAsBefore();
    }
}
