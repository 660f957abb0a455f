package dev.berth.adapter.file;

import dev.berth.backup.BackupStore;
import dev.berth.backup.Manifest;
import dev.berth.backup.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A backup while it is written, under a name that is none. */
final class BackupDraft implements BackupStore.Draft {
    private final Path draft;
    private final Path place;

    /** @param place where it is to be once it is whole */
    BackupDraft(Path draft, Path place) throws IOException {
        this.draft = draft;
        this.place = place;
        Durable.folder(draft);
    }

    @Override
    public StoredFile write(String name, BackupStore.Writing writing) throws IOException {
        return new PackedFile(draft.resolve(name)).write(writing);
    }

    @Override
    public void keep(Manifest manifest) throws IOException {
        Durable.write(BackupFolder.manifest(draft), ManifestJson.bytes(manifest));
        Durable.syncFolderOf(BackupFolder.manifest(draft));
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        Durable.syncFolderOf(place);
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(draft)) {
            BackupFolder.delete(draft);
        }
    }
}
