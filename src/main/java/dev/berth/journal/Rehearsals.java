package dev.berth.journal;

import java.time.Instant;
import java.util.Optional;

/** Which plans were rehearsed, forth and back, on throwaway copies. */
public interface Rehearsals {
    /** When the rehearsal of this plan passed last; empty if it never did. */
    Optional<Instant> passed(String planHash);

    /** @throws java.io.UncheckedIOException when the mark could not be made durable; an older one stays */
    void passed(Instant at, String planHash);
}
