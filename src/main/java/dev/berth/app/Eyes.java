package dev.berth.app;

import dev.berth.adapter.file.WatchedFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Watches the folders where a change is worth a look, and says once which can't be watched and what follows. */
final class Eyes implements AutoCloseable {
    private final WatchedFolders folders;
    private final EventLog log;
    private Optional<String> before = Optional.empty();

    Eyes(WatchedFolders folders, EventLog log) {
        this.folders = folders;
        this.log = log;
    }

    /** Watches these from now on; gives which of them can't be watched now, and why. */
    Optional<String> to(Set<Path> wanted) {
        folders.add(wanted);
        var now = Optional.of(folders.missed())
                .filter(missed -> !missed.isEmpty())
                .map(Eyes::words);
        if (!now.equals(before)) {
            now.ifPresent(words -> log.warn("FoldersUnwatched", words));
        }
        before = now;
        return now;
    }

    private static String words(Map<Path, String> missed) {
        var names = missed.keySet().stream().map(Path::toString).collect(Collectors.joining(", "));
        var reasons = missed.values().stream().distinct().collect(Collectors.joining(", "));
        return names + " can't be watched: " + reasons + "; changes there are seen within a minute, not at once"
                + " — where a limit of inotify is reached raise fs.inotify.max_user_instances or"
                + " fs.inotify.max_user_watches, which counts without a restart";
    }

    @Override
    public void close() throws IOException {
        folders.close();
    }
}
