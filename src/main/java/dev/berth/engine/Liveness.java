package dev.berth.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;

/**
 * Whether whoever is waited for is still there: it says something, or it answers somebody else. A connection alone would not
 * tell, since the kernel keeps it for a process that is frozen.
 */
public final class Liveness {
    /** How often somebody else asks, until it counts as hung. */
    private static final int QUESTIONS = 10;

    private final Patience patience;
    private final BooleanSupplier answers;
    private volatile boolean awaited;
    private volatile long sign = System.nanoTime();
    private volatile long asked = System.nanoTime();

    /** @param answers whether it gives somebody else an answer now */
    Liveness(Patience patience, BooleanSupplier answers) {
        this.patience = patience;
        this.answers = answers;
    }

    /** From now on somebody waits for it. */
    public void awaits() {
        sign = System.nanoTime();
        awaited = true;
    }

    /** It said something; whoever has it to digest does not wait for more. */
    public void heard() {
        awaited = false;
    }

    /**
     * Asked many times a second, beside whoever waits.
     *
     * @throws InterruptedIOException where somebody asked to end
     * @throws IOException where it hangs
     */
    public void check() throws IOException {
        if (patience.interrupted().getAsBoolean()) {
            throw new InterruptedIOException("interrupted");
        }
        if (!awaited || since(sign) < pause() || since(asked) < pause()) {
            return;
        }
        asked = System.nanoTime();
        if (answers.getAsBoolean()) {
            sign = System.nanoTime();
        } else if (awaited && since(sign) >= patience.silence().toNanos()) {
            throw new IOException(
                    "it hangs: it has said nothing for " + patience.silence().toSeconds() + " s");
        }
    }

    private long pause() {
        return patience.silence().toNanos() / QUESTIONS;
    }

    private static long since(long moment) {
        return System.nanoTime() - moment;
    }
}
