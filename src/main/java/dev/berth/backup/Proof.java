package dev.berth.backup;

import java.time.Instant;

/** Whether a backup was restored, which alone makes it count. */
public sealed interface Proof {
    /** It was, and held the same as the server it was taken of. */
    record Proved(Instant at) implements Proof {}

    /** It could not be, or held something else. */
    record Failed(Instant at, String reason) implements Proof {}

    /** Nobody has tried. */
    record Untried() implements Proof {}

    default boolean proved() {
        return this instanceof Proved;
    }
}
