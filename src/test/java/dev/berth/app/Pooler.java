package dev.berth.app;

import static org.awaitility.Awaitility.await;

import dev.berth.engine.Login;
import dev.berth.engine.PoolConsole;
import dev.berth.engine.PoolState;
import dev.berth.policy.Credentials;
import dev.berth.policy.PgBouncer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * A real PgBouncer in front of one database, which it calls {@code app} where it pools transactions and {@code kept} where
 * it pools sessions; closing it leaves nothing.
 */
final class Pooler implements AutoCloseable {
    static final String SECRET = "let-me-in-7";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String container =
            "berth-it-pgbouncer-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = Berths.outside();
    private final Path folder;

    private Pooler(Path folder, String database, String listen, List<String> how) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("pgbouncer.ini"), ini(database, listen));
            Files.writeString(
                    folder.resolve("userlist.txt"), "\"admin\" \"" + SECRET + "\"\n\"postgres\" \"for-clients\"\n");
            Files.writeString(folder.resolve("password"), SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell.run("chmod", "-R", "a+rX", folder.toString());
        var words = new ArrayList<>(List.of("run", "-d", "--init", "--name", container));
        words.addAll(how);
        if (!how.contains("host")) {
            words.addAll(List.of("-p", "127.0.0.1:" + port + ":" + port));
        }
        words.addAll(List.of("-v", folder + ":/etc/pgbouncer:ro", "berth-rig/pgbouncer:1"));
        Shell.docker(words.toArray(String[]::new));
        await().atMost(PATIENCE).until(() -> state() instanceof PoolState.Serving);
    }

    /** On the host, so that it reaches the database by its old port, as clients do. */
    static Pooler onTheHost(Moored database) {
        return onTheHost(database, temporary());
    }

    /** The same, with its password and its settings in a folder. */
    static Pooler onTheHost(Moored database, Path folder) {
        return new Pooler(folder, "127.0.0.1 port=" + database.before(), "127.0.0.1", List.of("--network", "host"));
    }

    /** In the network of a stack's containers, so that no port of the host matters to it. */
    static Pooler besideTheFirstOf(TinyStack stack) {
        return new Pooler(
                temporary(),
                stack.first().service() + " port=" + stack.first().kind().target,
                "0.0.0.0",
                List.of("--network", stack.project() + "_default"));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("berth-it-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ini(String database, String listen) {
        var there = " = host=" + database + " dbname=postgres user=postgres pool_mode=";
        return "[databases]\napp" + there + "transaction\nkept" + there + "session\n[pgbouncer]\nlisten_addr = "
                + listen + "\nlisten_port = " + port + "\nauth_type = md5\n"
                + "auth_file = /etc/pgbouncer/userlist.txt\nadmin_users = admin\n"
                + "ignore_startup_parameters = extra_float_digits\ndns_max_ttl = 0\nunix_socket_dir =\n";
    }

    /** Names it in a stack's policy. */
    void servesTheFirstOf(TinyStack stack) {
        var user = "      credentials: {user: {value: postgres}}\n";
        stack.policy(
                user,
                user + "      pgBouncer: {port: " + port
                        + ", database: app, credentials: {user: {value: admin}, password: {file: "
                        + folder.resolve("password") + "}}}\n");
    }

    /** Takes the place of another in a stack's policy. */
    void replacesIn(TinyStack stack, Pooler other) {
        stack.policy("{port: " + other.port, "{port: " + port);
    }

    /** From now on the policy's password is another than its own. */
    void getsAnotherPasswordInThePolicy() {
        try {
            Files.writeString(folder.resolve("password"), "not-" + SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session that a client keeps with one of its databases. */
    Connection session(String database) throws SQLException {
        var properties = new Properties();
        properties.put("user", "postgres");
        properties.put("password", "for-clients");
        properties.put("preferQueryMode", "simple");
        properties.put("socketTimeout", "60");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    PoolState state() {
        return console().look(Duration.ofSeconds(5));
    }

    PoolConsole console() {
        return new PoolConsole(
                new PgBouncer("127.0.0.1", port, Optional.of("app"), Credentials.NONE),
                new Login(Optional.of("admin"), Optional.of(SECRET)));
    }

    String said() {
        return Shell.docker("logs", container);
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-f", "-v", container);
        Shell.attempt("rm", "-rf", folder.toString());
    }
}
