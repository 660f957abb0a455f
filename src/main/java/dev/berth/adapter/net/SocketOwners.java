package dev.berth.adapter.net;

import dev.berth.observe.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the processes that hold sockets, by the links in /proc/PID/fd. */
final class SocketOwners {
    private static final Pattern PID = Pattern.compile("\\d+");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Pattern CONTAINER = Pattern.compile("([0-9a-f]{12})[0-9a-f]{52}");

    private final Path proc;

    SocketOwners(Path proc) {
        this.proc = proc;
    }

    /**
     * The owner of each socket by its inode: the process with the lowest pid, since children inherit sockets. One that
     * can't be seen is left out.
     */
    Map<Long, LocalProcess> of(Set<Long> inodes) {
        var missing = new HashSet<>(inodes);
        var owners = new HashMap<Long, LocalProcess>();
        var pids = names(proc)
                .filter(name -> PID.matcher(name).matches())
                .map(Long::valueOf)
                .sorted()
                .iterator();
        while (!missing.isEmpty() && pids.hasNext()) {
            long pid = pids.next();
            sockets(pid).filter(missing::remove).forEach(inode -> owners.put(inode, owner(pid)));
        }
        return owners;
    }

    private Stream<Long> sockets(long pid) {
        var links = process(pid).resolve("fd");
        return names(links).flatMap(name -> inode(links.resolve(name)).stream());
    }

    private static Optional<Long> inode(Path link) {
        try {
            var socket = SOCKET.matcher(Files.readSymbolicLink(link).toString());
            return socket.matches() ? Optional.of(Long.valueOf(socket.group(1))) : Optional.empty();
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private LocalProcess owner(long pid) {
        var command = text(process(pid).resolve("comm")).strip().replaceAll("\\p{Cntrl}", "?");
        var container = CONTAINER.matcher(text(process(pid).resolve("cgroup")));
        return new LocalProcess(
                command.isEmpty() ? "a process" : command, pid, container.find() ? container.group(1) : "");
    }

    private Path process(long pid) {
        return proc.resolve(Long.toString(pid));
    }

    /** Nothing for what is gone or closed to this user. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static Stream<String> names(Path folder) {
        var names = folder.toFile().list();
        return names == null ? Stream.empty() : Arrays.stream(names);
    }
}
