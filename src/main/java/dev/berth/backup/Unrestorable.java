package dev.berth.backup;

import java.io.IOException;

/** A backup's own failing: a server that was there and well would not take it. */
public final class Unrestorable extends IOException {
    private static final long serialVersionUID = 1L;

    public Unrestorable(String message, Throwable cause) {
        super(message, cause);
    }
}
