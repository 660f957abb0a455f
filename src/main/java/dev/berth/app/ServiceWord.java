package dev.berth.app;

import dev.berth.adapter.net.ServiceNotice;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Word to systemd: ready once every policy had its first round, and that all is well for as long as the loop goes on. Until
 * it is ready, and once it ends, that is a plea for more time: a migration, its way back or a backup takes as long as it takes.
 */
final class ServiceWord {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int A_WATCHDOG = 3;

    /** For many looks, since one may be late. */
    private static final String PATIENCE = "EXTEND_TIMEOUT_USEC=" + TimeUnit.SECONDS.toMicros(30);

    private final Optional<ServiceNotice> systemd;
    private final Duration every;
    private final Watch watch;
    private final Board board;
    private final EventLog log;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "systemd");
        thread.setDaemon(true);
        return thread;
    });
    private boolean ready;
    private volatile boolean ending;

    ServiceWord(Map<String, String> environment, Watch watch, Board board, EventLog log) {
        this.systemd = ServiceNotice.wanted(environment);
        this.every = ServiceNotice.watchdog(environment, ProcessHandle.current().pid())
                .map(limit -> limit.dividedBy(A_WATCHDOG))
                .filter(third -> third.compareTo(LOOK) < 0)
                .orElse(LOOK);
        this.watch = watch;
        this.board = board;
        this.log = log;
    }

    void start() {
        if (systemd.isPresent()) {
            clock.scheduleWithFixedDelay(this::tell, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is under way goes back from now on; nobody takes the clock away, since its thread ends with the process. */
    void end() {
        ending = true;
        send("STOPPING=1\n" + PATIENCE);
    }

    private void tell() {
        if (!ready && board.last().isPresent()) {
            ready = true;
            send("READY=1\nSTATUS=" + board.entries().size() + " policies");
        }
        if (watch.halted().isEmpty()) {
            send(ready && !ending ? "WATCHDOG=1" : PATIENCE);
        }
    }

    private void send(String state) {
        systemd.ifPresent(notice -> {
            try {
                notice.send(state);
            } catch (IOException e) {
                log.warn("SystemdUntold", String.valueOf(e.getMessage()));
            }
        });
    }
}
