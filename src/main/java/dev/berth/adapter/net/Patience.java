package dev.berth.adapter.net;

import java.time.Duration;

/** A limited time in which something is asked again and again. */
final class Patience {
    private static final int FIRST_TRY_MILLIS = 250;
    private static final Duration FIRST_TRY = Duration.ofMillis(FIRST_TRY_MILLIS);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

    private final long end;
    private final Duration longestGap;
    private Duration gap = Duration.ofMillis(10);
    private Duration nextTry = FIRST_TRY;

    private Patience(Duration whole, Duration longestGap) {
        this.end = System.nanoTime() + whole.toNanos();
        this.longestGap = longestGap;
    }

    /** For a database whose clients wait: the pause between two questions stays at 10 ms. */
    static Patience tight(Duration whole) {
        return new Patience(whole, Duration.ofMillis(10));
    }

    /** For anything that may take its time: the pause grows to a quarter of a second. */
    static Patience relaxed(Duration whole) {
        return new Patience(whole, Duration.ofMillis(250));
    }

    /**
     * How long the next question may take. It grows, so that a question asked too early, which a half-started server
     * leaves hanging, does not cost seconds, and a slow server still gets its time. The last one gets its full
     * {@value #FIRST_TRY_MILLIS} ms even past the end: cut short, its reason would hide the real one.
     */
    Duration nextTry() {
        var current = nextTry;
        nextTry = shorter(current.multipliedBy(2), LONGEST_TRY);
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(FIRST_TRY) < 0 ? FIRST_TRY : shorter(current, left);
    }

    /** How long the next question may take that may have all that is left, and never less than something. */
    Duration left(Duration least) {
        var left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(least) < 0 ? least : left;
    }

    /** Waits a moment; false once the time is over. */
    boolean pause() throws InterruptedException {
        if (System.nanoTime() - end >= 0) {
            return false;
        }
        Thread.sleep(gap.toMillis());
        gap = shorter(gap.multipliedBy(2), longestGap);
        return true;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
