package dev.berth.adapter.docker;

import java.io.IOException;

/** A server that a killed run may have left in a state that must not last. */
public interface Indebted {
    /** Gives it what it is owed, and forgets that. May be repeated. */
    void settle(String what) throws IOException;
}
