package dev.berth.journal;

import java.io.Serial;

/** Somebody else writes a journal now: whoever wrote it before does nothing more, neither forth nor back. */
public final class TakenOver extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public TakenOver(String message, Throwable cause) {
        super(message, cause);
    }
}
