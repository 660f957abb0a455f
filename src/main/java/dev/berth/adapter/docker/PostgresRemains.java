package dev.berth.adapter.docker;

import dev.berth.engine.PostgresReplacing;
import dev.berth.engine.TimescaleWorkers;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a restore over a live PostgreSQL lays ready there, as it is noted for whoever must clear it away.
 *
 * @param count of databases
 * @param roles that the server lacked
 * @param placing whether they are being put in the place of others, by one transaction
 */
record PostgresRemains(String id, int count, List<String> roles, boolean placing) {
    private static final String LAYING = "restore-laid-ready";
    private static final String PLACING = "restore-put-in-place";

    PostgresRemains {
        roles = List.copyOf(roles);
    }

    static PostgresRemains of(String text) {
        var words = List.of(text.split(" ", -1));
        return new PostgresRemains(
                words.get(1),
                Integer.parseInt(words.get(2)),
                words.stream()
                        .skip(3)
                        .map(role -> URLDecoder.decode(role, StandardCharsets.UTF_8))
                        .toList(),
                words.get(0).equals(PLACING));
    }

    String text() {
        var words = new StringBuilder((placing ? PLACING : LAYING) + " " + id + " " + count);
        roles.forEach(role -> words.append(' ').append(URLEncoder.encode(role, StandardCharsets.UTF_8)));
        return words.toString();
    }

    /** What the databases are called until they are put in place. */
    List<String> databases() {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "berth_" + id + "_" + number)
                .toList();
    }

    PostgresRemains beingPlaced() {
        return new PostgresRemains(id, count, roles, true);
    }

    /** Whether the transaction that renames them all was committed. */
    boolean placed(PostgresReplacing server) throws IOException {
        var there = server.databases();
        return placing && databases().stream().noneMatch(there::contains);
    }

    /** Clears them away, unless they are in place by now; may be repeated. Tells what does not go on as before. */
    List<String> clear(PostgresReplacing server, TimescaleWorkers workers) throws IOException {
        if (!placed(server)) {
            var there = server.databases();
            server.drop(databases().stream().filter(there::contains).toList());
            server.dropRoles(roles);
        }
        // They are stopped before the first database is renamed, and stay so where that fails.
        return placing ? workers.startAll(FormerNames::is) : List.of();
    }
}
