package dev.berth.adapter.docker;

import java.time.Duration;

/**
 * How long berth waits for the engine.
 *
 * @param call for the answer to one call
 * @param recovery for an engine that went away in the middle of a migration
 * @param client for a client to end when it is restarted
 */
public record Limits(Duration call, Duration recovery, Duration client) {
    public static final Limits DEFAULTS =
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60));

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
