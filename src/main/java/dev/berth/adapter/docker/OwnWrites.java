package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.Container.Mount;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * Regular files that a container wrote into its own layer and that a new container would not have.
 *
 * <p>A healthy container writes there too. What is left out, and why:
 * <ul>
 *   <li>mounts and what lies under them: not of the layer;
 *   <li>{@code /dev /proc /sys /.dockerenv /etc/hostname /etc/hosts /etc/resolv.conf /etc/mtab docker-init}: made by
 *       Docker for each container;
 *   <li>{@code /run /var/run /tmp /var/lock}: not kept over a restart by the Filesystem Hierarchy Standard (3.15, 3.18,
 *       5.9, 5.13); PostgreSQL's sockets and their locks lie there;
 *   <li>{@code /var/log /var/cache}: logs and what can be made again (FHS 5.5, 5.10);
 *   <li>shell and client histories, {@code .viminfo}: left by a person's {@code docker exec};
 *   <li>{@code __pycache__}: made again from the source beside it.
 * </ul>
 */
final class OwnWrites {
    private static final int DELETED = 2;
    /** Go's {@code fs.FileMode} bits for everything that is no regular file. */
    private static final long NOT_REGULAR = 0x8F280000L;
    /** Enough to refuse by; each costs a call. */
    private static final int MOST = 20;

    private static final List<String> TREES =
            List.of("/dev", "/proc", "/sys", "/run", "/var/run", "/tmp", "/var/lock", "/var/log", "/var/cache");
    private static final List<String> FILES = List.of(
            "/.dockerenv",
            "/etc/hostname",
            "/etc/hosts",
            "/etc/resolv.conf",
            "/etc/mtab",
            "/sbin/docker-init",
            "/usr/sbin/docker-init");
    private static final List<String> NAMES = List.of(
            ".bash_history",
            ".ash_history",
            ".sh_history",
            ".psql_history",
            ".rediscli_history",
            ".python_history",
            ".viminfo",
            ".lesshst");

    private final DockerApi api;

    OwnWrites(DockerApi api) {
        this.api = api;
    }

    List<String> of(String id, List<Mount> mounts) throws Unanswered {
        var changes = api.find("/containers/" + id + "/changes").orElse(Json.nothing());
        var data = new ArrayList<String>();
        for (var path : candidates(changes, mounts)) {
            if (data.size() < MOST && regular(id, path)) {
                data.add(path);
            }
        }
        return data;
    }

    /** Changed paths that may be data; folders with changes in them are not, whatever they are themselves. */
    static List<String> candidates(JsonNode changes, List<Mount> mounts) {
        var paths = Json.items(changes)
                .filter(change -> change.path("Kind").asInt() != DELETED)
                .map(change -> change.path("Path").asText())
                .sorted()
                .toList();
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + "/")))
                .filter(path -> !ignored(path))
                .filter(path -> mounts.stream().noneMatch(mount -> within(mount.destination(), path)))
                .toList();
    }

    private static boolean ignored(String path) {
        return TREES.stream().anyMatch(tree -> within(tree, path))
                || FILES.contains(path)
                || NAMES.contains(path.substring(path.lastIndexOf('/') + 1))
                || Stream.of(path.split("/")).anyMatch("__pycache__"::equals);
    }

    private static boolean within(String tree, String path) {
        return path.equals(tree) || path.startsWith(tree.endsWith("/") ? tree : tree + "/");
    }

    private boolean regular(String id, String path) throws Unanswered {
        var reply = api.head("/containers/" + id + "/archive?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        return reply.ok()
                && reply.header("X-Docker-Container-Path-Stat")
                        .map(OwnWrites::isRegular)
                        .orElse(true);
    }

    static boolean isRegular(String stat) {
        try {
            var mode = Json.read(Base64.getDecoder().decode(stat)).path("mode").asLong();
            return (mode & NOT_REGULAR) == 0;
        } catch (IOException | IllegalArgumentException e) {
            return true;
        }
    }
}
