package dev.berth.adapter.docker;

import dev.berth.engine.Login;
import dev.berth.engine.Patience;
import dev.berth.engine.PostgresEngine;
import dev.berth.engine.PostgresSettings;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's own programs, run beside the server in its container: so they are of its version, and the host needs none.
 *
 * @param user logs in over the container's loopback, as the policy's clients do from outside
 */
record PostgresTools(Execution execution, String user, int port, PostgresSettings settings) {
    /** What a client may hold a lock for before the dump gives up, instead of queueing other clients behind it. */
    private static final String LOCK_WAIT = "--lock-wait-timeout=60s";

    /** A schema that there is none of: of a whole archive, only the database itself is then made. */
    private static final String NOTHING_INSIDE = "--schema=berth: none of it";

    /** Those beside a live server. */
    static PostgresTools of(Standing at) {
        return in(
                at.api(),
                at.container(),
                at.endpoint(),
                at.login(),
                at.patience(),
                PostgresSettings.NOT_AS_FOR_CLIENTS);
    }

    /** @param login of the server at an endpoint, which runs in the container */
    static PostgresTools in(
            DockerApi api,
            String container,
            Endpoint endpoint,
            Login login,
            Patience patience,
            PostgresSettings settings) {
        var password = login.password().orElse("");
        var execution =
                new Execution(api, container, password, () -> patience.liveness(new PostgresEngine(), endpoint, login));
        return new PostgresTools(execution, login.user().orElse("postgres"), endpoint.target(), settings);
    }

    void dumpGlobals(String database, OutputStream to) throws IOException {
        run(List.of("pg_dumpall", "--globals-only"), database, InputStream.nullInputStream(), to);
    }

    /** Not packed by itself: zstd is faster than its zlib, and works beside it. */
    void dump(String database, String moment, OutputStream to) throws IOException {
        run(
                List.of("pg_dump", "--format=custom", "--compress=0", LOCK_WAIT, "--snapshot=" + moment),
                database,
                InputStream.nullInputStream(),
                to);
    }

    /** A database as a whole, with nothing that is in it. */
    void shell(String database, OutputStream to) throws IOException {
        run(List.of("pg_dump", "--format=custom", "--compress=0"), database, InputStream.nullInputStream(), to);
    }

    void globals(InputStream from) throws IOException {
        run(
                List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse"),
                "postgres",
                from,
                OutputStream.nullOutputStream());
    }

    /** Makes a database anew with its owner, its settings and whatever belongs to it as a whole; empty. */
    void create(InputStream archive) throws IOException {
        run(
                List.of("pg_restore", "--exit-on-error", "--create", "--clean", "--if-exists", NOTHING_INSIDE),
                "template1",
                archive,
                OutputStream.nullOutputStream());
    }

    /** The same where there must be none of that name. */
    void make(InputStream archive) throws IOException {
        run(
                List.of("pg_restore", "--exit-on-error", "--create", NOTHING_INSIDE),
                "template1",
                archive,
                OutputStream.nullOutputStream());
    }

    /** @param owner whom extensions belong to, of which an archive does not tell */
    void restore(String database, String owner, InputStream archive) throws IOException {
        run(
                List.of("pg_restore", "--exit-on-error", "--role=" + owner),
                database,
                archive,
                OutputStream.nullOutputStream());
    }

    private void run(List<String> words, String database, InputStream from, OutputStream to) throws IOException {
        var all = new ArrayList<>(words);
        all.addAll(List.of(
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + user,
                "--no-password",
                "--dbname=dbname=" + quoted(database) + " options=" + quoted(settings.options())));
        execution.run(all, from, to);
    }

    /** As libpq's connection strings want values (PostgreSQL documentation, section 34.1.1). */
    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
