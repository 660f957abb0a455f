package dev.berth.app;

import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients of a PostgreSQL behind a Service: each connects, asks once and leaves, again and again, until it is closed. One
 * who comes late counts where packets were dropped meanwhile, and it is told on whose side: else the machine was busy.
 */
final class ServiceVisitors implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int MORE = 50;

    /** Whose first packet was dropped asks again a second later, no sooner. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final String url;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final AtomicInteger visits = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    ServiceVisitors(String address, int port) {
        url = "jdbc:postgresql://" + address + ":" + port + "/postgres?user=postgres&connectTimeout=5&socketTimeout=5";
        for (int client = 0; client < CLIENTS; client++) {
            clients.execute(this::visit);
        }
    }

    private void visit() {
        while (open) {
            TcpCounts before = TcpCounts.here();
            long begun = System.nanoTime();
            Duration connected = LATE;
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                connected = since(begun);
                try (var answer = statement.executeQuery("select 1")) {
                    answer.next();
                }
            } catch (SQLException e) {
                failed.add(String.valueOf(e.getMessage()));
            }
            Duration took = since(begun);
            String dropped = TcpCounts.here().since(before);
            if (took.compareTo(LATE) > 0 && !dropped.equals(TcpCounts.NOTHING)) {
                failed.add("late: " + took.toMillis() + " ms, connected after " + connected.toMillis()
                        + " ms; meanwhile here " + dropped
                        + "; at the server since its network began " + droppedAtTheServer());
            }
            visits.incrementAndGet();
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** The database is in a network of its own, of which it can tell. */
    private String droppedAtTheServer() {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_read_file('/proc/net/netstat')")) {
            row.next();
            return TcpCounts.read(row.getString(1)).since(TcpCounts.NONE);
        } catch (SQLException e) {
            return "nobody knows what: " + e.getMessage();
        }
    }

    void awaitMore() {
        int before = visits.get();
        await().atMost(Duration.ofSeconds(20)).until(() -> visits.get() > before + MORE);
    }

    /** What went wrong, or took as long as a dropped packet does. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** What went wrong alone: where the machine is busy with the start of a process, an answer may take its time. */
    List<String> refused() {
        return failed.stream().filter(one -> !one.startsWith("late: ")).toList();
    }

    @Override
    public void close() {
        open = false;
        clients.shutdown();
        try {
            if (!clients.awaitTermination(15, TimeUnit.SECONDS)) {
                throw new AssertionError("a visitor does not leave");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
