package dev.berth.execute.sim;

/** The process dies here: an error that nothing may catch. */
public final class Crash extends Error {
    Crash(String where) {
        super(where);
    }
}
