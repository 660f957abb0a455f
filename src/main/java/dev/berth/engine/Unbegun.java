package dev.berth.engine;

import java.io.IOException;

/** Something kept a server from beginning what it was told, and all is as before. */
public final class Unbegun extends IOException {
    private static final long serialVersionUID = 1L;

    Unbegun(String reason) {
        super(reason);
    }
}
