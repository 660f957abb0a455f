package dev.berth.plan;

import dev.berth.policy.Endpoint;
import java.time.Instant;
import java.util.Optional;

/**
 * One client of one berth by one way.
 *
 * @param client as the policy names it; else its container, or its process
 * @param port the berth's name
 * @param endpoint whom it asks, and where
 * @param connections those that stand now
 * @param since since when the database's container runs, and so answers there; empty while it does not
 */
public record MatrixLine(
        String client, String port, Way way, Endpoint endpoint, int connections, Optional<Instant> since) {
    /** How a client comes to its database. */
    public enum Way {
        HOST_PORT("host port"),
        OLD_PORT("old port"),
        CONTAINER_NETWORK("container network"),
        /** No connection stands, but its files name the host port. */
        FILES("host port, by its files"),
        /** No connection stands, and none of its files names the port. */
        UNSEEN("unknown");

        private final String words;

        Way(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    MatrixLine times(int number) {
        return new MatrixLine(client, port, way, endpoint, number, since);
    }
}
