package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One database of a stack: its service, where it is published and where it is to be.
 *
 * @param password empty where it trusts
 * @param hostIp the address of this host that it is published on; empty for every one
 * @param address its fixed address in a network of its own; empty for any in the project's
 */
record Moored(
        String service,
        Kind kind,
        int before,
        int after,
        String image,
        String password,
        String hostIp,
        String address) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What a stack can hold. */
    enum Kind {
        POSTGRES("PostgreSQL", "berth-rig/postgres:15", 5432, "/var/lib/postgresql/data"),
        REDIS("Redis", "berth-rig/redis:7", 6379, "/data"),
        WEB("HTTP", "berth-rig/client:1", 8080, "/data");

        final String engine;
        final String image;
        final int target;
        final String data;

        Kind(String engine, String image, int target, String data) {
            this.engine = engine;
            this.image = image;
            this.target = target;
            this.data = data;
        }
    }

    Moored(String service, Kind kind, int before, int after) {
        this(service, kind, before, after, kind.image, "", "127.0.0.1", "");
    }

    static Moored postgres(String service) {
        return new Moored(service, Kind.POSTGRES, Berths.outside(), Berths.inside());
    }

    static Moored redis(String service) {
        return new Moored(service, Kind.REDIS, Berths.outside(), Berths.inside());
    }

    /** A service that speaks HTTP. */
    static Moored web(String service) {
        return new Moored(service, Kind.WEB, Berths.outside(), Berths.inside());
    }

    /** The same, made of another image. */
    Moored of(String other) {
        return new Moored(service, kind, before, after, other, password, hostIp, address);
    }

    /** The same, which lets nobody in without a password. */
    Moored guardedBy(String secret) {
        return new Moored(service, kind, before, after, image, secret, hostIp, address);
    }

    boolean guarded() {
        return !password.isEmpty();
    }

    String secretVariable() {
        return service.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD";
    }

    /** The same, published on every address. */
    Moored onEveryAddress() {
        return on("");
    }

    /** The same, published on one address. */
    Moored on(String published) {
        return new Moored(service, kind, before, after, image, password, published, address);
    }

    /** Where this host reaches it. */
    private String host() {
        return hostIp.isEmpty() ? "127.0.0.1" : hostIp;
    }

    /** The same, with a fixed address. */
    Moored at(String fixed) {
        return new Moored(service, kind, before, after, image, password, hostIp, fixed);
    }

    String variable() {
        return service.toUpperCase(java.util.Locale.ROOT) + "_PORT";
    }

    /** Adds a row by way of a port, and gives true only once the database has acknowledged it. */
    boolean insert(int port, long row) {
        try {
            if (kind == Kind.WEB) {
                return web(port).add(row);
            }
            if (kind == Kind.REDIS) {
                return redis(port, "RPUSH rows " + row).startsWith(":");
            }
            try (var connection = connect(port);
                    var statement = connection.createStatement()) {
                statement.execute("create table if not exists rows (id bigint primary key)");
                statement.execute("insert into rows values (" + row + ")");
                return true;
            }
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    /** Every row, by way of a port; fails where nothing answers there. */
    List<Long> rows(int port) {
        try {
            return switch (kind) {
                case POSTGRES -> postgresRows(port);
                case REDIS -> redisRows(port);
                case WEB -> web(port).rows();
            };
        } catch (SQLException e) {
            throw new AssertionError(service + " does not answer on " + port, e);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " does not answer on " + port, e);
        }
    }

    boolean answers(int port) {
        try {
            return switch (kind) {
                case POSTGRES -> connects(port);
                case REDIS -> redis(port, "PING").equals("+PONG");
                case WEB -> !web(port).rows().isEmpty();
            };
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private boolean connects(int port) throws SQLException {
        connect(port).close();
        return true;
    }

    /** The first row, as a client gets it that connects anew at a port and waits as long as it takes. */
    String firstRow(int port, Duration patience) throws SQLException, IOException {
        return switch (kind) {
            case POSTGRES -> {
                try (var connection = connect(port, patience);
                        var statement = connection.createStatement();
                        var result = statement.executeQuery("select id from rows where id = 1")) {
                    yield result.next() ? result.getString(1) : "no row";
                }
            }
            case REDIS ->
                redis(exchange(port, patience), "LINDEX rows 0").lines().skip(1).collect(Collectors.joining());
            case WEB -> new Web(exchange(port, patience)).get("/rows/first");
        };
    }

    /** A session of a client that knows the old port. */
    Connection session() throws SQLException {
        return connect(before);
    }

    /** A session of a client that knows the old port and waits as long as it takes. */
    Connection session(Duration patience) throws SQLException {
        return connect(before, patience);
    }

    private Connection connect(int port) throws SQLException {
        return connect(port, "2", "5");
    }

    private Connection connect(int port, Duration patience) throws SQLException {
        var seconds = String.valueOf(patience.toSeconds());
        return connect(port, seconds, seconds);
    }

    private Connection connect(int port, String connectTimeout, String socketTimeout) throws SQLException {
        var properties = new Properties();
        properties.put("user", "postgres");
        properties.put("password", password);
        properties.put("connectTimeout", connectTimeout);
        properties.put("socketTimeout", socketTimeout);
        // Without it, each new session begins by two statements that no test needs.
        properties.put("assumeMinServerVersion", "9.0");
        return DriverManager.getConnection("jdbc:postgresql://" + host() + ":" + port + "/postgres", properties);
    }

    private List<Long> postgresRows(int port) throws SQLException {
        var rows = new ArrayList<Long>();
        try (var connection = connect(port);
                var statement = connection.createStatement();
                var result = statement.executeQuery("select id from rows order by id")) {
            while (result.next()) {
                rows.add(result.getLong(1));
            }
        }
        return rows;
    }

    private List<Long> redisRows(int port) throws IOException {
        var answer = redis(port, "LRANGE rows 0 -1");
        if (answer.startsWith("-")) {
            // As while it is still loading what it holds.
            throw new IOException("no rows but " + answer);
        }
        return answer.lines()
                .filter(line -> line.matches("[0-9]+"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private String redis(int port, String command) throws IOException {
        return redis(exchange(port, PATIENCE), command);
    }

    private String redis(Exchange exchange, String command) throws IOException {
        var answer = exchange.of((guarded() ? "AUTH " + password + "\r\n" : "") + command + "\r\nQUIT\r\n");
        if (!answer.endsWith("+OK\r\n")) {
            throw new IOException("no whole answer: " + answer.strip());
        }
        return answer.substring(guarded() ? 5 : 0, answer.length() - 5).strip();
    }

    private Web web(int port) {
        return new Web(exchange(port, PATIENCE));
    }

    private Exchange exchange(int port, Duration patience) {
        return new Exchange(host(), port, (int) patience.toMillis());
    }
}
