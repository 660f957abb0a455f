package dev.berth.adapter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Knows whether others hold on to a very file, rather than to its name: a container into which the file alone is mounted,
 * or a second hard link. A file renamed over it would stay unseen by them.
 *
 * <p>Source: proc(5), {@code /proc/PID/mountinfo} and {@code /proc/PID/root}. Where these can't be read, nothing is
 * known of containers, and a restarted one sees the new file all the same.
 */
final class OtherMounts {
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;

    private final Path proc;

    OtherMounts(Path proc) {
        this.proc = proc;
    }

    boolean show(Path file) throws IOException {
        return FileRights.links(file) > 1 || processes().stream().anyMatch(process -> shows(process, file));
    }

    /** One process of each mount namespace. */
    private List<Path> processes() {
        Set<String> namespaces = new HashSet<>();
        try (var entries = Files.list(proc)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(process -> namespaces.add(namespace(process)))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String namespace(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/mnt")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean shows(Path process, Path file) {
        try {
            var name = escaped(file.getFileName().toString());
            for (var line : Files.readAllLines(process.resolve("mountinfo"))) {
                var fields = line.split(" ", -1);
                if (fields.length > MOUNT_POINT
                        && fields[ROOT].endsWith("/" + name)
                        && same(process.resolve("root" + unescaped(fields[MOUNT_POINT])), file)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean same(Path mounted, Path file) throws IOException {
        return Objects.equals(Files.getAttribute(mounted, "unix:ino"), Files.getAttribute(file, "unix:ino"));
    }

    /** The kernel writes these four characters in octal. */
    private static String escaped(String name) {
        return name.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }

    private static String unescaped(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
