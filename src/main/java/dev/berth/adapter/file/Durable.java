package dev.berth.adapter.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes that are on the disk once they return.
 *
 * <p>Files are written through {@link RandomAccessFile}: a {@link FileChannel} closes itself when its thread is
 * interrupted, and an interrupted migration still has to journal its way back.
 */
final class Durable {
    private static final Set<PosixFilePermission> OWN = Set.copyOf(PosixFilePermissions.fromString("rw-------"));

    private Durable() {}

    /** Makes or replaces a file as a whole, readable by its owner alone; on failure what was there before stays. */
    static void write(Path file, byte[] content) throws IOException {
        write(file, content, OWN);
    }

    /** @param permissions that it has from its first moment under that name, whatever the umask */
    static void write(Path file, byte[] content, Set<PosixFilePermission> permissions) throws IOException {
        var temporary = temporary(file);
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWN));
            append(temporary, 0, content);
            if (!permissions.equals(OWN)) {
                Files.setPosixFilePermissions(temporary, permissions);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            deleteAfter(failure, temporary);
            throw failure;
        }
        syncFolderOf(file);
    }

    /** Removes a file, and what a write of it has left that was broken off. */
    static void delete(Path file) throws IOException {
        Files.deleteIfExists(temporary(file));
        Files.deleteIfExists(file);
    }

    /** Writes at the end of a file, cutting off what stands there past {@code end}; on failure it is cut off again. */
    static void append(Path file, long end, byte[] bytes) throws IOException {
        try (var target = new RandomAccessFile(file.toFile(), "rw")) {
            if (target.length() < end) {
                throw new IOException(file + " is shorter than it was: " + target.length() + " bytes, not " + end);
            }
            try {
                target.setLength(end);
                target.seek(end);
                target.write(bytes);
                target.getFD().sync();
            } catch (IOException failure) {
                cutAfter(failure, target, end);
                throw failure;
            }
        }
    }

    /** Makes a folder for its owner alone, and those above it, where they are missing. */
    static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        folder(parent(folder));
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        syncFolderOf(folder);
    }

    /** Makes it durable that a file or folder is there, has its new name, or is gone. */
    static void syncFolderOf(Path entry) throws IOException {
        var folder = parent(entry);
        boolean interrupted = Thread.interrupted();
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".tmp");
    }

    private static Path parent(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " has no folder above it");
        }
        return parent;
    }

    private static void cutAfter(IOException failure, RandomAccessFile target, long end) {
        try {
            target.setLength(end);
            target.getFD().sync();
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }

    private static void deleteAfter(IOException failure, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException another) {
            failure.addSuppressed(another);
        }
    }
}
