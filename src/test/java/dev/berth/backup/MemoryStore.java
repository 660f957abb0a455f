package dev.berth.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Backups in memory, on a disk of a given size. */
public final class MemoryStore implements BackupStore {
    public final Map<BackupName, Manifest> backups = new TreeMap<>();
    public final Set<String> altered = new HashSet<>();
    public Optional<IOException> removal = Optional.empty();
    public Optional<IOException> draftRemoval = Optional.empty();
    public Optional<MissingKey> missing = Optional.empty();
    public boolean sealed;
    public long free = 1L << 40;

    /** The room that what a killed run left takes. */
    public long swept;

    private final Map<String, byte[]> files = new HashMap<>();

    @Override
    public Shelf shelf() {
        return new Shelf(List.copyOf(backups.values()), List.of());
    }

    @Override
    public void sweep(String database) {
        free += swept;
        swept = 0;
    }

    @Override
    public Optional<MissingKey> missing() {
        return missing;
    }

    @Override
    public Optional<MissingKey> missing(Manifest manifest) {
        return missing;
    }

    @Override
    public Draft begin(BackupName name) {
        return new Draft() {
            @Override
            public boolean sealed() {
                return sealed;
            }

            @Override
            public StoredFile write(String file, Writing writing) throws IOException {
                var bytes = new ByteArrayOutputStream();
                writing.to(bytes);
                files.put(name + "/" + file, bytes.toByteArray());
                return new StoredFile(file, bytes.size(), "digest of " + bytes);
            }

            @Override
            public void keep(Manifest manifest) {
                backups.put(name, manifest);
            }

            @Override
            public void close() throws IOException {
                if (draftRemoval.isPresent()) {
                    throw draftRemoval.get();
                }
            }
        };
    }

    @Override
    public InputStream open(BackupName name, StoredFile file) {
        return new ByteArrayInputStream(files.getOrDefault(name + "/" + file.name(), new byte[0]));
    }

    @Override
    public Optional<String> flaw(BackupName name, StoredFile file) {
        return altered.contains(file.name()) ? Optional.of(file.name() + " was altered") : Optional.empty();
    }

    @Override
    public void replace(Manifest manifest) {
        backups.put(manifest.name(), manifest);
    }

    @Override
    public void remove(BackupName name) throws IOException {
        if (removal.isPresent()) {
            throw removal.get();
        }
        backups.remove(name);
    }

    @Override
    public Room room() {
        return new Room("the backup", "disk", free);
    }
}
