package dev.berth.adapter.file;

import dev.berth.backup.BackupName;
import dev.berth.backup.BackupStore;
import dev.berth.backup.Manifest;
import dev.berth.backup.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A backup while it is written, under a name that is none. */
final class BackupDraft implements BackupStore.Draft {
    private static final String ENCRYPTED = ".enc";

    private final BackupName name;
    private final Path draft;
    private final Path place;
    private final Optional<BackupKey> key;

    /**
     * @param place where it is to be once it is whole
     * @param key empty where its files are not encrypted
     */
    BackupDraft(BackupName name, Path draft, Path place, Optional<BackupKey> key) throws IOException {
        this.name = name;
        this.draft = draft;
        this.place = place;
        this.key = key;
        Durable.folder(draft);
    }

    @Override
    public boolean sealed() {
        return key.isPresent();
    }

    @Override
    public StoredFile write(String file, BackupStore.Writing writing) throws IOException {
        var named = key.isPresent() ? file + ENCRYPTED : file;
        var packed = new PackedFile(draft.resolve(named), Seal.by(key, name, named));
        return Worded.writing("backup " + name, () -> packed.write(writing));
    }

    @Override
    public void keep(Manifest manifest) throws IOException {
        Worded.writing("backup " + name, () -> {
            Durable.write(BackupFolder.manifest(draft), ManifestJson.bytes(manifest));
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            Durable.syncFolderOf(place);
            return place;
        });
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(draft)) {
            BackupRemains.delete(draft);
        }
    }
}
