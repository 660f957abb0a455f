package dev.berth.engine;

import java.util.List;

/**
 * What a backup must know of a database server.
 *
 * @param superuser who made it: nobody can drop that role, and a new server must be made by the same
 * @param closed databases that the login may not connect to
 */
public record ServerFacts(
        String version,
        String identity,
        String superuser,
        History history,
        List<Database> databases,
        List<String> closed) {
    public ServerFacts {
        databases = List.copyOf(databases);
        closed = List.copyOf(closed);
    }

    /** One database and how much disk it takes, in bytes. */
    public record Database(String name, long bytes) {}

    /** The disk that all of them take, in bytes. */
    public long bytes() {
        return databases.stream().mapToLong(Database::bytes).sum();
    }
}
