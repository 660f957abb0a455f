package dev.berth.adapter.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The lock of a state folder: one process at a time, and one holder within it.
 *
 * <p>The kernel holds it on the file {@code lock} and lets it go when the process ends, however it ends. Who holds it
 * stands in a second file, such as {@code lock.holder}: POSIX drops a process's locks on a file when it closes <em>any</em> of its descriptors
 * (fcntl(2)), so a holder's own process must never open {@code lock} a second time, not even to read it.
 */
public final class StateLock implements AutoCloseable {
    /** A fixed length, so that writing it needs no new block when the disk is full. */
    private static final int HOLDER_BYTES = 256;

    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

    private final Path holder;
    private final FileLock lock;

    private StateLock(Path holder, FileLock lock) {
        this.holder = holder;
        this.lock = lock;
    }

    /** @param name of the file: a run locks {@code lock} while it works, a daemon {@code daemon} as long as it lives */
    static Locking take(Path folder, String name, Instant now) throws IOException {
        synchronized (StateLock.class) {
            var holder = folder.resolve(name + ".holder");
            if (line(holder).filter(Line::isOurs).isPresent()) {
                return busy(holder);
            }
            var channel = FileChannel.open(
                    folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                var lock = channel.tryLock();
                if (lock == null) {
                    channel.close();
                    return busy(holder);
                }
                write(holder, ProcessHandle.current().pid() + " " + startOfProcess() + " " + now + " " + host());
                return new Locking.Held(new StateLock(holder, lock));
            } catch (IOException | OverlappingFileLockException failure) {
                channel.close();
                throw failure;
            }
        }
    }

    /** Lets go; a second call does nothing. */
    @Override
    public void close() throws IOException {
        synchronized (StateLock.class) {
            if (lock.isValid()) {
                try {
                    write(holder, "");
                } finally {
                    lock.acquiredBy().close();
                }
            }
        }
    }

    /** Who has a lock, as far as its holder's own note tells. */
    static Optional<Locking.Holder> holder(Path folder, String name) throws IOException {
        return line(folder.resolve(name + ".holder")).map(Line::holder);
    }

    private static Locking busy(Path holder) throws IOException {
        return new Locking.Busy(line(holder).map(Line::holder));
    }

    /** Start and host tell this process from an earlier or another one with its number, the rule in containers. */
    private record Line(long pid, String start, Instant since, String host) {
        boolean isOurs() {
            return pid == ProcessHandle.current().pid()
                    && start.equals(startOfProcess())
                    && host.equals(StateLock.host());
        }

        Locking.Holder holder() {
            boolean here = host.isEmpty() || host.equals(StateLock.host());
            return new Locking.Holder(pid, here ? Optional.empty() : Optional.of(host), since);
        }
    }

    private static Optional<Line> line(Path holder) throws IOException {
        if (!Files.exists(holder)) {
            return Optional.empty();
        }
        var words = Files.readString(holder, StandardCharsets.ISO_8859_1).trim().split(" ");
        try {
            return words.length == 3 || words.length == 4
                    ? Optional.of(new Line(
                            Long.parseLong(words[0]),
                            words[1],
                            Instant.parse(words[2]),
                            words.length == 4 ? words[3] : ""))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException halfWritten) {
            return Optional.empty();
        }
    }

    private static void write(Path holder, String text) throws IOException {
        try (var file = new RandomAccessFile(holder.toFile(), "rw")) {
            file.write(String.format("%-" + (HOLDER_BYTES - 1) + "s\n", text).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** What the kernel calls this host, a pod's name in a pod; empty where it does not say. */
    private static String host() {
        try (var said = Files.newBufferedReader(HOST, StandardCharsets.ISO_8859_1)) {
            return Objects.requireNonNullElse(said.readLine(), "").strip();
        } catch (IOException untold) {
            return "";
        }
    }

    private static String startOfProcess() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .orElse(Instant.EPOCH)
                .toString();
    }
}
