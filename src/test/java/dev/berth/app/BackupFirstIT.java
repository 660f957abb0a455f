package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.TakeBackup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database whose policy wants backups has one, restored and compared, before anything of it changes. */
@Timeout(180)
class BackupFirstIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @BeforeEach
    void wantBackups() {
        stack.policy("spec:\n", "spec:\n  backup: {folder: .berth/backups}\n");
    }

    @Test
    void aMoveBeginsWithAProvedBackup() {
        stack.berth("apply", "--yes").ends(0).says("  main: backup main/", ", restored and compared");

        stack.berth("backup", "--list").ends(0).says("main/", "proved by a restore");
        stack.assertMigratedAndOldPortsSilent();
    }

    @Test
    void aMoveGoesBackThoughThePolicyHasComeToWantNoBackups() {
        stack.berth("apply", "--yes").ends(0);
        stack.policy("  backup: {folder: .berth/backups}\n", "");

        stack.berth("rollback").ends(0);

        stack.assertAsBefore();
    }

    @Test
    void withoutAFolderForItNothingMoves() throws IOException {
        Files.createDirectories(stack.state());
        Files.writeString(stack.state().resolve("backups"), "a file where the folder is to be");

        stack.berth("apply", "--yes").ends(20).says("the backup of main broke off: ");

        stack.assertAsBefore();
    }

    @Test
    void whoInterruptsItLeavesEverythingAsItWas() {
        var wish = new AtomicBoolean();
        var planted = Planted.before(stack, TakeBackup.class, () -> wish.set(true));

        stack.berth(new Ran.Way().between(planted).interrupted(wish::get), "apply", "--yes")
                .ends(20);

        assertThat(Shell.lines("ps", "-aq", "--filter", "name=berth-proof-.*" + stack.project()))
                .isEmpty();
        stack.assertAsBefore();
    }
}
