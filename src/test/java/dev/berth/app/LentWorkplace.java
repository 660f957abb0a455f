package dev.berth.app;

import dev.berth.cli.Workplace;
import java.time.Clock;
import java.util.Map;

/** Lends the composition root to what runs commands inside its own JVM. */
public final class LentWorkplace {
    private LentWorkplace() {}

    /** The workplace of {@link Main}, without signals. */
    public static Workplace workplace(Map<String, String> environment) {
        return new Harbour(environment, Clock.systemUTC(), () -> false);
    }
}
