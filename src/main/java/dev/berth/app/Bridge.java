package dev.berth.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;

/** What runs between the start and the end of the daemon: the watch, and word of it to systemd. */
@Singleton
public final class Bridge implements QuarkusApplication {
    private final Watch watch;
    private final ServiceWord word;

    Bridge(Watch watch, ServiceWord word) {
        this.watch = watch;
        this.word = word;
    }

    @Override
    public int run(String... words) {
        watch.start();
        word.start();
        Quarkus.waitForExit();
        return 0;
    }

    /** Quarkus stops, and the process with it, no sooner than the watch stands at a safe point. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException, IOException {
        word.end();
        watch.end();
    }
}
