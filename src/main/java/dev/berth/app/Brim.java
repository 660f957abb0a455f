package dev.berth.app;

import dev.berth.backup.Bytes;
import dev.berth.backup.Room;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Has what fills a disk be interrupted before the disk is full, or where somebody asked for it. */
final class Brim implements BooleanSupplier {
    private static final long RESERVE = 128L << 20;
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final BooleanSupplier asked;
    private final Free free;
    private long looked = System.nanoTime() - PAUSE_NANOS;
    private Optional<String> reached = Optional.empty();

    Brim(BooleanSupplier asked, Free free) {
        this.asked = asked;
        this.free = free;
    }

    /** How much there is now. */
    interface Free {
        Room now() throws IOException;
    }

    /** Asked many times a second, and from several threads. */
    @Override
    public synchronized boolean getAsBoolean() {
        if (asked.getAsBoolean()) {
            return true;
        }
        if (reached.isEmpty() && System.nanoTime() - looked >= PAUSE_NANOS) {
            looked = System.nanoTime();
            reached = look();
        }
        return reached.isPresent();
    }

    private Optional<String> look() {
        try {
            var room = free.now();
            return room.free() < RESERVE
                    ? Optional.of(room.place() + " was ended before the disk is full: " + Bytes.words(room.free())
                            + " are free")
                    : Optional.empty();
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    /** An interruption as what it was. */
    synchronized IOException told(InterruptedIOException interruption) {
        return reached.isPresent() ? new IOException(reached.get(), interruption) : interruption;
    }
}
