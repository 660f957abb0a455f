package dev.berth.adapter.kube;

import dev.berth.observe.Pulse;
import dev.berth.observe.Sources;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks databases over and over, each by a connection of its own as clients would, while the way to them changes. What fails
 * counts from the first answer on.
 */
final class Callers {
    private static final Duration PACE = Duration.ofMillis(100);

    /** Bounded, whatever becomes of who began it. */
    private static final int MOST = 3000;

    private final Sources.Pulses pulses;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<String> failed = new ArrayList<>();
    private int answered;
    private Duration slowest = Duration.ZERO;

    Callers(Sources.Pulses pulses) {
        this.pulses = pulses;
    }

    void call(Endpoint endpoint) {
        Thread caller = new Thread(() -> calls(endpoint), "berth-caller");
        caller.setDaemon(true);
        caller.start();
    }

    private void calls(Endpoint endpoint) {
        try {
            for (int calls = 0; calls < MOST && !ended.await(PACE.toMillis(), TimeUnit.MILLISECONDS); calls++) {
                long begun = System.nanoTime();
                Pulse pulse = pulses.feel(endpoint, "");
                count(pulse, Duration.ofNanos(System.nanoTime() - begun));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void count(Pulse pulse, Duration took) {
        if (ended.getCount() == 0) {
            return;
        }
        if (pulse.well()) {
            answered++;
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
        } else if (answered > 0) {
            failed.add(pulse.words());
        }
    }

    /** What went wrong, in one line; nothing where nothing did. */
    synchronized List<String> flaws() {
        return failed.isEmpty()
                ? List.of()
                : List.of(failed.size() + " of " + (answered + failed.size()) + " calls at the old ports failed: "
                        + failed.get(0));
    }

    /** How many there were, and how long they took. */
    @Override
    public synchronized String toString() {
        return answered + " calls at the old ports, the slowest took " + slowest.toMillis() + " ms";
    }

    /** A call under way counts no longer, and nobody waits for it. */
    synchronized void end() {
        ended.countDown();
    }
}
