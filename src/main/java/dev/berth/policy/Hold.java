package dev.berth.policy;

import java.time.Duration;

/**
 * Whether new connections wait while a database moves.
 *
 * @param patience how long to wait, before anybody is held, until no session is busy for longer than the drain would take
 * @param drain how long existing sessions may take to end
 * @param limit the longest pause a client may feel, of which a move that holds has two thirds until it goes back
 */
public record Hold(Mode mode, Duration patience, Duration drain, Duration limit) {
    /** Hold where the machine can, never, or not without it. */
    public enum Mode {
        AUTO,
        NEVER,
        REQUIRED
    }
}
