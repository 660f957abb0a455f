package dev.berth.adapter.docker;

import dev.berth.execute.Attempt;
import java.io.IOException;

/** A server that a killed run may have left in a state that must not last. */
public interface Indebted {
    /**
     * Gives it what it is owed, and forgets that; the evidence is how it is now, where that is not plain. Untouched where it is
     * owed that no more. May be repeated.
     */
    Attempt settle(String what) throws IOException;

    /**
     * The same, where people are told what is left when it fails.
     *
     * @param left such as {@code its checkpoint is still to be released}
     */
    default void settle(String what, String left) throws IOException {
        try {
            settle(what);
        } catch (IOException e) {
            throw new IOException(left + ": " + e.getMessage(), e);
        }
    }
}
