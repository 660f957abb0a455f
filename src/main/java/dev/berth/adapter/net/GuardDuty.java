package dev.berth.adapter.net;

import dev.berth.engine.PoolConsole;
import dev.berth.engine.PoolState;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a guard does: it takes its orders, and lets a pooler's clients go at the limit unless it is dismissed. */
public final class GuardDuty {
    static final String READY = "ready";
    static final int ARM = 'a';
    static final int DISMISS = 'd';

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration TRY = Duration.ofSeconds(1);

    /** How long past the limit it tries, where the pooler does not answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private GuardDuty() {}

    /**
     * @param orders where its orders come from, and later what becomes of berth
     * @param report where it says that it is ready, or why not
     */
    public static void stand(InputStream orders, OutputStream report) throws Exception {
        var in = new DataInputStream(orders);
        var given = Orders.read(in);
        var console = new PoolConsole(given.pooler(), given.login());
        var state = console.look(LOOK);
        boolean ready = state instanceof PoolState.Serving || state instanceof PoolState.Paused;
        try (report) {
            report.write((ready ? READY : Consoles.reason(state)).getBytes(StandardCharsets.UTF_8));
        }
        if (ready && in.read() == ARM && !dismissed(in, given.limit())) {
            letGo(console);
        }
    }

    /** That berth is gone is no dismissal: the clients may be waiting, and the database be down. */
    private static boolean dismissed(InputStream in, Duration limit) throws InterruptedException, ExecutionException {
        var word = new CompletableFuture<Boolean>();
        var listener = new Thread(() -> listen(in, word));
        listener.setDaemon(true);
        listener.start();
        try {
            return word.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        }
    }

    private static void listen(InputStream in, CompletableFuture<Boolean> word) {
        try {
            if (in.read() == DISMISS) {
                word.complete(true);
            }
        } catch (IOException e) {
            // As good as an end without a word.
        }
    }

    private static void letGo(PoolConsole console) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (console.resume(TRY) instanceof PoolState.Silent && System.nanoTime() < end) {
            Thread.sleep(TRY.toMillis() / 5);
        }
    }
}
