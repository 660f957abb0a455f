package dev.berth.execute;

/** A step made real. Every call may be repeated: each looks first and does only what is missing. */
public interface Effect {
    /** Whether what the step wants is already so. */
    boolean holds();

    Attempt apply();

    Attempt undo();
}
