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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells when something changes in some folders: files written, renamed over or removed, symbolic links swapped. What and
 * how is for a look to find out.
 *
 * <p>inotify(7) sees the folders themselves, not those below and not what links lead to; a timer has to make up for that.
 */
public final class WatchedFolders implements AutoCloseable {
    private final WatchService service;
    private final Runnable changed;
    private final Set<Path> missed = ConcurrentHashMap.newKeySet();

    private WatchedFolders(WatchService service, Runnable changed) {
        this.service = service;
        this.changed = changed;
    }

    /** @param changed told of every change, from a thread of its own */
    public static WatchedFolders open(Runnable changed) throws IOException {
        var watched = new WatchedFolders(FileSystems.getDefault().newWatchService(), changed);
        var thread = new Thread(watched::listen, "files");
        thread.setDaemon(true);
        thread.start();
        return watched;
    }

    /** Watches these from now on, beside those of before; one that was replaced is watched anew. */
    public void add(Collection<Path> folders) {
        folders.stream().filter(Files::isDirectory).forEach(this::add);
    }

    private void add(Path folder) {
        try {
            folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            missed.remove(folder);
        } catch (IOException full) {
            missed.add(folder);
        }
    }

    /** Folders that the system can't watch, such as for want of inotify watches. */
    public Set<Path> missed() {
        return Set.copyOf(missed);
    }

    private void listen() {
        try {
            while (true) {
                var key = service.take();
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
        service.close();
    }
}
