package dev.berth.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;

/** What runs between the start and the end of the daemon: its station. */
@Singleton
public final class Bridge implements QuarkusApplication {
    private final Station station;
    private final MeterRegistry registry;

    Bridge(Station station, MeterRegistry registry) {
        this.station = station;
        this.registry = registry;
    }

    @Override
    public int run(String... words) {
        station.meter(registry);
        station.start();
        Quarkus.waitForExit();
        return 0;
    }

    /** Quarkus stops, and the process with it, no sooner than its station stands at a safe point. */
    void stop(@Observes ShutdownEvent end) throws InterruptedException, IOException {
        station.end();
    }
}
