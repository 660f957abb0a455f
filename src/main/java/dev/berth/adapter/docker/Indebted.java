package dev.berth.adapter.docker;

import java.io.IOException;

/** A server that a killed run may have left in a state that must not last. */
public interface Indebted {
    /** Gives it what it is owed, and forgets that; tells how it is now, where that is not plain. May be repeated. */
    String settle(String what) throws IOException;
}
