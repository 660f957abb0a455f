package dev.berth.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Puts what a backup holds in place of what a live server holds: laid ready where no client sees it, compared, and then put
 * there. What was laid ready and not put there goes when it is closed.
 */
public interface Takeover extends AutoCloseable {
    /** Why there is none for backups of its engine, and what leads to the same; empty where there is one. */
    static Optional<Restored.Refused> unable(Manifest manifest) {
        if (manifest.engine().replaceable()) {
            return Optional.empty();
        }
        return Optional.of(new Restored.Refused(
                "no backup of " + manifest.engine().word() + " is put in the place of what a live one holds",
                "berth restore " + manifest.name()
                        + " restores it into new volumes and names them; remove the container"
                        + " that it makes, and have the service of "
                        + manifest.name().database() + " use these volumes, as docs/backups.md shows"));
    }

    /** Whether what it takes the place of stays with the server; otherwise a backup must hold it before. */
    boolean keepsFormer();

    /** Whoever else is connected, or would be in the way. */
    List<String> others() throws IOException;

    void lay(Files files) throws IOException;

    /** What was laid ready otherwise than the backup says. */
    List<String> differences() throws IOException;

    /**
     * Puts it there, or leaves the server as it was.
     *
     * @param former a backup of what is there now, where nothing else keeps it
     * @throws Torn when it could do neither
     */
    Done done(Optional<Manifest> former) throws IOException;

    @Override
    void close();

    /** Opens the files of the backup, whenever and as often as they are asked for. */
    interface Files {
        SpareServer.Packed of(StoredFile file);
    }

    /**
     * It holds what the backup holds.
     *
     * @param former where everything is that it held
     * @param back what would put that there again
     * @param forget what would remove it
     * @param undone what is not as it was before, and is a person's to do
     */
    record Done(List<String> former, List<String> back, List<String> forget, List<String> undone) {
        public Done {
            former = List.copyOf(former);
            back = List.copyOf(back);
            forget = List.copyOf(forget);
            undone = List.copyOf(undone);
        }

        public Done(List<String> former, List<String> back, List<String> forget) {
            this(former, back, forget, List.of());
        }

        public Done with(List<String> left) {
            return new Done(former, back, forget, left);
        }
    }

    /** The server may hold the one or the other. */
    final class Torn extends IOException {
        private static final long serialVersionUID = 1L;

        public Torn(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
