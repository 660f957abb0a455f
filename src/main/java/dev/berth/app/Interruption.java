package dev.berth.app;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and TERM into a wish that the run under way sees: the JVM ends only once the run stands at a safe point.
 *
 * <p>A second signal changes nothing. Only kill -9 ends a run elsewhere, and the next command goes on from there.
 */
final class Interruption {
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;
    private volatile int code;

    /** Listens from now on. */
    void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "interruption"));
    }

    boolean requested() {
        return requested;
    }

    /** The run is over; does not return. */
    void exit(int exitCode) {
        code = exitCode;
        finished.countDown();
        System.exit(exitCode);
    }

    private void hold() {
        if (finished.getCount() == 0) {
            return;
        }
        requested = true;
        System.err.println("\nberth: stopping; what is under way goes back first");
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A JVM that a signal ends would exit with 128 + its number; the run knows better how it ended.
        Runtime.getRuntime().halt(code);
    }
}
