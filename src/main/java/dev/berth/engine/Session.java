package dev.berth.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * A client's session with a database, as the engine tells of it; never what the client asks.
 *
 * @param client its address and port as the engine sees them
 * @param age since it was opened; empty where the login may not know
 * @param doing what it is in the middle of, such as {@code a transaction}; empty when it idles
 * @param idle for how long it idles at least: some engines count in whole seconds
 */
public record Session(String client, Optional<Duration> age, Optional<String> doing, Duration idle) {
    private static final int SETTLED_MILLIS = 200;

    /** Whether its end would cut something off. */
    public boolean busy() {
        return doing.isPresent();
    }

    /** Whether it has connected, or been answered, only just now, and may be about to ask or to leave. */
    public boolean fresh() {
        return doing.isEmpty() && idle.toMillis() < SETTLED_MILLIS;
    }

    /** For people, such as {@code 10.0.0.7:40112, open for 12.3 s, in a transaction}. */
    @Override
    public String toString() {
        return client
                + age.map(time -> ", open for " + time.toMillis() / 100 / 10.0 + " s")
                        .orElse("")
                + ", " + doing.map(what -> "in " + what).orElse("idle for " + idle.toMillis() + " ms");
    }
}
