package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusyDaemonTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCommandSaysThatTheDaemonActsJustNow() throws Exception {
        var policy = Path.of("src/test/resources/policies/valid/smallest.yaml");
        Files.copy(policy, folder.resolve("policy.yaml"));
        var state = new StateFolder(folder.resolve(".berth"));
        var life = (Locking.Held) state.claim(Clock.systemUTC());
        var work = (Locking.Held) state.lock(Clock.systemUTC());
        try {
            Ran.berth("apply", "-f", folder.toString())
                    .ends(3)
                    .says("the daemon, which acts just now", "wait a moment and try again");
            assertThat(state.claim(Clock.systemUTC())).isInstanceOf(Locking.Busy.class);
        } finally {
            work.lock().close();
            life.lock().close();
        }
    }
}
