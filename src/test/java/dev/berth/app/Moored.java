package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

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
    /** What a stack can hold. */
    enum Kind {
        POSTGRES("PostgreSQL", "berth-rig/postgres:15", 5432, "/var/lib/postgresql/data"),
        REDIS("Redis", "berth-rig/redis:7", 6379, "/data");

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
            return kind == Kind.REDIS ? redisRows(port) : postgresRows(port);
        } catch (SQLException e) {
            throw new AssertionError(service + " does not answer on " + port, e);
        } catch (IOException e) {
            throw new UncheckedIOException(service + " does not answer on " + port, e);
        }
    }

    boolean answers(int port) {
        try {
            if (kind == Kind.REDIS) {
                return redis(port, "PING").equals("+PONG");
            }
            connect(port).close();
            return true;
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    /** A session of a client that knows the old port. */
    java.sql.Connection session() throws SQLException {
        return connect(before);
    }

    private java.sql.Connection connect(int port) throws SQLException {
        var properties = new Properties();
        properties.put("user", "postgres");
        properties.put("password", password);
        properties.put("connectTimeout", "2");
        properties.put("socketTimeout", "5");
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
        return redis(port, "LRANGE rows 0 -1")
                .lines()
                .filter(line -> line.matches("[0-9]+"))
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private String redis(int port, String command) throws IOException {
        try (var socket = new Socket(host(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream()
                    .write(((guarded() ? "AUTH " + password + "\r\n" : "") + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.endsWith("+OK\r\n")) {
                throw new IOException("no whole answer: " + answer.strip());
            }
            return answer.substring(guarded() ? 5 : 0, answer.length() - 5).strip();
        }
    }
}
