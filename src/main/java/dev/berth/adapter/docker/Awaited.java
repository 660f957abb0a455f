package dev.berth.adapter.docker;

import dev.berth.engine.Liveness;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection of which it is noted for how long nothing came. */
record Awaited(Duplex engine, Liveness liveness) implements Duplex {
    @Override
    public int read(ByteBuffer into) throws IOException {
        liveness.awaits();
        try {
            return engine.read(into);
        } finally {
            liveness.heard();
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        engine.write(bytes);
    }

    @Override
    public void end() throws IOException {
        engine.end();
    }

    @Override
    public void close() throws IOException {
        engine.close();
    }
}
