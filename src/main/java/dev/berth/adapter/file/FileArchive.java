package dev.berth.adapter.file;

import dev.berth.backup.BackupStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small files as one tar stream, each for its owner alone; by their names, what is in them. */
public record FileArchive(SortedMap<String, byte[]> files) implements BackupStore.Writing {
    private static final int OWNER_ALONE = 0100600;

    public FileArchive {
        files = new TreeMap<>(files);
    }

    @Override
    public void to(OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (var file : files.entrySet()) {
            var entry = new TarArchiveEntry(file.getKey());
            entry.setMode(OWNER_ALONE);
            entry.setSize(file.getValue().length);
            tar.putArchiveEntry(entry);
            tar.write(file.getValue());
            tar.closeArchiveEntry();
        }
        // Not closed, which would close what it is written to.
        tar.finish();
        tar.flush();
    }
}
