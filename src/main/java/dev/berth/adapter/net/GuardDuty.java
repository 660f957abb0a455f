package dev.berth.adapter.net;

import dev.berth.engine.PoolConsole;
import dev.berth.engine.PoolState;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a guard does: it takes its orders, and lets a pooler's clients go at the limit unless it is dismissed. */
public final class GuardDuty {
    static final String READY = "ready";
    static final int ARM = 'a';
    static final int DISMISS = 'd';

    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration TRY = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(500);

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
        if (ready && in.read() == ARM && !dismissed(in, console, given.limit())) {
            letGo(console);
        }
    }

    /**
     * That berth is gone is no dismissal: the clients may be waiting, and the database be down. That somebody else has let
     * them go is one: whoever lets them wait after that posts a guard too.
     */
    private static boolean dismissed(InputStream in, PoolConsole console, Duration limit) throws InterruptedException {
        var word = new CountDownLatch(1);
        var listener = new Thread(() -> listen(in, word));
        listener.setDaemon(true);
        listener.start();
        long end = System.nanoTime() + limit.toNanos();
        boolean waited = false;
        for (long left = limit.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (word.await(Math.min(left, GLANCE.toNanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
            var state = console.look(TRY);
            if (waited && state instanceof PoolState.Serving) {
                return true;
            }
            waited |= state instanceof PoolState.Paused;
        }
        return false;
    }

    private static void listen(InputStream in, CountDownLatch word) {
        try {
            if (in.read() == DISMISS) {
                word.countDown();
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
