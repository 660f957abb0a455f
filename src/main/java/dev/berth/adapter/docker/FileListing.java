package dev.berth.adapter.docker;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import dev.berth.engine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a tar stream holds, so that two can be compared: of each entry a digest of its kind, rights, owner and link, and of
 * each file SHA-256 over its content.
 *
 * @param bytes the length of all files together
 */
record FileListing(SortedMap<String, String> entries, SortedMap<String, Table> files, long bytes) {
    /** Reads a stream to its end; every byte of it goes to {@code copy} as well. */
    static FileListing of(InputStream tar, OutputStream copy) throws IOException {
        var entries = new TreeMap<String, String>();
        var files = new TreeMap<String, Table>();
        long bytes = 0;
        var copied = new Copied(tar, copy);
        var archive = new TarArchiveInputStream(copied, StandardCharsets.UTF_8.name());
        for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            entries.put(entry.getName(), traits(entry));
            if (entry.isFile()) {
                files.put(entry.getName(), new Table(1, digest(archive)));
                bytes += entry.getSize();
            }
        }
        copied.transferTo(OutputStream.nullOutputStream());
        return new FileListing(entries, files, bytes);
    }

    /** @param written files that were written to meanwhile */
    Contents contents(Depth depth, SortedSet<String> written) {
        return new Contents(depth, entries, files, written);
    }

    SortedSet<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    /** Whatever is not the same in another. */
    SortedSet<String> differing(FileListing other) {
        var names = new TreeSet<>(entries.keySet());
        names.addAll(other.entries.keySet());
        names.removeIf(name -> Objects.equals(entries.get(name), other.entries.get(name))
                && Objects.equals(files.get(name), other.files.get(name)));
        return names;
    }

    private static String traits(TarArchiveEntry entry) {
        var kind = entry.isDirectory()
                ? "folder"
                : entry.isSymbolicLink() ? "link" : entry.isLink() ? "name" : entry.isFile() ? "file" : "other";
        var time = entry.isFile() ? entry.getLastModifiedTime().toInstant().getEpochSecond() : 0;
        var digest = Sha256.begin();
        digest.update((kind + " " + Integer.toOctalString(entry.getMode() & 07777) + " " + entry.getLongUserId() + " "
                        + entry.getLongGroupId() + " " + time + " " + entry.getLinkName())
                .getBytes(StandardCharsets.UTF_8));
        return Sha256.end(digest);
    }

    private static String digest(InputStream content) throws IOException {
        var digest = Sha256.begin();
        try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            content.transferTo(out);
        }
        return "sha256:" + Sha256.end(digest);
    }

    /** Copies whatever is read of it. */
    private static final class Copied extends InputStream {
        private final InputStream in;
        private final OutputStream copy;

        Copied(InputStream in, OutputStream copy) {
            this.in = in;
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                copy.write(one);
            }
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            if (read > 0) {
                copy.write(bytes, offset, read);
            }
            return read;
        }
    }
}
