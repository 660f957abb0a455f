package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A server of its own that a backup is restored into; it goes when it is closed, unless it was kept. */
public interface SpareServer extends AutoCloseable {
    /** Makes roles; they come before every database. */
    void globals(Packed from) throws IOException;

    void database(Dump dump, Packed from) throws IOException;

    Contents contents(List<String> databases, Depth depth) throws IOException;

    /** Has it stay, and tells how it is reached and removed. */
    Kept keep() throws IOException;

    @Override
    void close();

    /** Opens a file of a backup, each time from its beginning. */
    interface Packed {
        InputStream open() throws IOException;
    }

    /**
     * A restored server that stays.
     *
     * @param reach a command that opens a session with it
     * @param remove commands that remove it with its data
     */
    record Kept(
            String container, List<String> volumes, String network, String address, String reach, List<String> remove) {
        public Kept {
            volumes = List.copyOf(volumes);
            remove = List.copyOf(remove);
        }
    }
}
