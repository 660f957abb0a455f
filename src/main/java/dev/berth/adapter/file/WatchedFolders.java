package dev.berth.adapter.file;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells when something changes in some folders: files written, renamed over or removed, symbolic links swapped. What and
 * how is for a look to find out.
 *
 * <p>inotify(7) sees the folders themselves, not those below and not what links lead to, and a user has only so many
 * instances and watches of it; a timer has to make up for all that.
 */
public final class WatchedFolders implements AutoCloseable {
    private final Maker maker;
    private final Runnable changed;
    private Optional<WatchService> service = Optional.empty();
    private Map<Path, String> missed = Map.of();

    /** Makes what watches, where the system has any left. */
    public interface Maker {
        WatchService make() throws IOException;
    }

    /** @param changed told of every change, from a thread of its own */
    public WatchedFolders(Runnable changed) {
        this(FileSystems.getDefault()::newWatchService, changed);
    }

    public WatchedFolders(Maker maker, Runnable changed) {
        this.maker = maker;
        this.changed = changed;
    }

    /** Watches these from now on, beside those of before; one that was replaced or missed is tried anew. */
    public void add(Collection<Path> folders) {
        var failed = new TreeMap<Path, String>();
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                watch(folder).ifPresent(reason -> failed.put(folder, reason));
            }
        }
        missed = Collections.unmodifiableMap(failed);
    }

    private Optional<String> watch(Path folder) {
        try {
            folder.register(service(), ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            return Optional.empty();
        } catch (IOException full) {
            return Optional.of(full.toString());
        }
    }

    private WatchService service() throws IOException {
        if (service.isEmpty()) {
            var made = maker.make();
            var thread = new Thread(() -> listen(made), "files");
            thread.setDaemon(true);
            thread.start();
            service = Optional.of(made);
        }
        return service.get();
    }

    /** Those folders of the last call that the system can't watch, and why, such as for want of inotify watches. */
    public Map<Path, String> missed() {
        return missed;
    }

    private void listen(WatchService made) {
        try {
            while (true) {
                var key = made.take();
                key.pollEvents();
                key.reset();
                changed.run();
            }
        } catch (InterruptedException | ClosedWatchServiceException end) {
            // Nobody listens any more.
        }
    }

    @Override
    public void close() throws IOException {
        if (service.isPresent()) {
            service.get().close();
        }
    }
}
