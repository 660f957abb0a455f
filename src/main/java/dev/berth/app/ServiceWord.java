package dev.berth.app;

import dev.berth.adapter.net.ServiceNotice;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Word to systemd: ready once every policy had its first round, and that all is well for as long as the loop goes on. */
final class ServiceWord {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int A_WATCHDOG = 3;

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

    void end() {
        clock.shutdown();
        send("STOPPING=1");
    }

    private void tell() {
        if (!ready && board.last().isPresent()) {
            ready = true;
            send("READY=1\nSTATUS=" + board.entries().size() + " policies");
        }
        if (watch.halted().isEmpty()) {
            send("WATCHDOG=1");
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
