package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Owner, group and mode of files, where the file system has them. */
final class FileRights {
    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private FileRights() {}

    /** Creates an empty file that only its owner may read. */
    static Path createPrivate(Path file) throws IOException {
        return UNIX
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    static void copy(Path from, Path to) throws IOException {
        if (UNIX) {
            // The mode last: changing the owner clears bits of it.
            for (var attribute : Set.of("uid", "gid")) {
                var wanted = Files.getAttribute(from, "unix:" + attribute);
                if (!wanted.equals(Files.getAttribute(to, "unix:" + attribute))) {
                    Files.setAttribute(to, "unix:" + attribute, wanted);
                }
            }
            Files.setAttribute(to, "unix:mode", Files.getAttribute(from, "unix:mode"));
        }
    }

    /** How many names a file has. */
    static int links(Path file) throws IOException {
        return UNIX && Files.getAttribute(file, "unix:nlink") instanceof Integer links ? links : 1;
    }
}
