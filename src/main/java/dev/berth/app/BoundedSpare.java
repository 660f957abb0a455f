package dev.berth.app;

import dev.berth.backup.Dump;
import dev.berth.backup.SpareServer;
import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

/** A server that tells of a disk that is nearly full as what it is, and not as somebody's wish to end. */
record BoundedSpare(SpareServer server, Brim brim) implements SpareServer {
    @Override
    public void globals(Packed from) throws IOException {
        bounded(() -> {
            server.globals(from);
            return from;
        });
    }

    @Override
    public void database(Dump dump, Packed from) throws IOException {
        bounded(() -> {
            server.database(dump, from);
            return from;
        });
    }

    @Override
    public Contents contents(List<String> databases, Depth depth) throws IOException {
        return bounded(() -> server.contents(databases, depth));
    }

    @Override
    public Kept keep() throws IOException {
        return bounded(server::keep);
    }

    @Override
    public void close() {
        server.close();
    }

    private <T> T bounded(Talk<T> talk) throws IOException {
        try {
            return talk.said();
        } catch (InterruptedIOException e) {
            throw brim.told(e);
        }
    }

    private interface Talk<T> {
        T said() throws IOException;
    }
}
