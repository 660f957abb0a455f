package dev.berth.policy;

import java.util.Optional;

/**
 * A PgBouncer through which clients reach a database.
 *
 * @param host where its port answers, from this host
 * @param database what it calls the database; empty where all that it serves are meant
 * @param credentials of one of its {@code admin_users}
 */
public record PgBouncer(String host, int port, Optional<String> database, Credentials credentials) {
    @Override
    public String toString() {
        return "PgBouncer " + host + ":" + port
                + database.map(name -> " (" + name + ")").orElse("");
    }
}
