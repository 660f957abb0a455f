package dev.berth.adapter.file;

import dev.berth.backup.BackupName;
import dev.berth.backup.BackupStore;
import dev.berth.backup.Manifest;
import dev.berth.backup.MissingKey;
import dev.berth.backup.Room;
import dev.berth.backup.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Backups as folders, {@code NAMESPACE/POLICY/DATABASE/TIME}, for the owner's eyes alone.
 *
 * <p>Policies may share a folder and call their databases alike; none ever sees the backups of another.
 *
 * <p>A backup is written under another name, which begins with a dot, and renamed once all of it is on the disk; what goes
 * is renamed likewise before the first of its files does. So a folder with the name of a backup is a whole one.
 */
public final class BackupFolder implements BackupStore {
    private static final String MANIFEST = "manifest.json";

    private final Path folder;
    private final Keyring keys;

    /** @param shared where the backups of all policies lie that name it */
    public BackupFolder(Path shared, String namespace, String policy, Keyring keys) {
        this.keys = keys;
        this.folder = shared.resolve(namespace).resolve(policy).toAbsolutePath().normalize();
    }

    @Override
    public Shelf shelf() throws IOException {
        var backups = new ArrayList<Manifest>();
        var unreadable = new ArrayList<String>();
        for (var database : folders(folder)) {
            for (var backup : folders(database)) {
                var words = database.getFileName() + "/" + backup.getFileName();
                var name = BackupName.of(words);
                if (name.isEmpty()) {
                    continue;
                }
                try {
                    backups.add(manifest(name.get()));
                } catch (IOException e) {
                    unreadable.add(words + ": " + reason(e));
                }
            }
        }
        backups.sort(Comparator.comparing(Manifest::name));
        return new Shelf(backups, unreadable);
    }

    private Manifest manifest(BackupName name) throws IOException {
        var manifest = ManifestJson.read(Files.readAllBytes(manifest(place(name))));
        if (!manifest.name().equals(name)) {
            throw new IOException("its manifest is that of " + manifest.name());
        }
        return manifest;
    }

    private static String reason(IOException failure) {
        return failure instanceof FileNotFoundException || failure instanceof java.nio.file.NoSuchFileException
                ? "it has no manifest"
                : String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    /** Those that are there, without what is being written or removed. */
    private static List<Path> folders(Path above) throws IOException {
        if (!Files.isDirectory(above)) {
            return List.of();
        }
        try (var files = Files.list(above)) {
            return files.filter(file -> Files.isDirectory(file)
                            && !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Optional<MissingKey> missing() {
        return keys.missing();
    }

    @Override
    public Optional<MissingKey> missing(Manifest manifest) {
        return manifest.keys().stream().flatMap(id -> keys.missing(id).stream()).findFirst();
    }

    @Override
    public Draft begin(BackupName name) throws IOException {
        var place = place(name);
        if (Files.exists(place)) {
            throw new IOException("there is a backup " + name + " already");
        }
        return Worded.writing("backup " + name, () -> {
            Durable.folder(folder.resolve(name.database()));
            return new BackupDraft(name, aside(place), place, keys.current());
        });
    }

    /** The state folder's lock keeps others away, who might be writing it. */
    @Override
    public void sweep(String database) throws IOException {
        BackupRemains.sweep(folder.resolve(database));
    }

    @Override
    public InputStream open(BackupName name, StoredFile file) throws IOException {
        return new PackedFile(path(name, file), seal(name, file)).open(file);
    }

    @Override
    public Optional<String> flaw(BackupName name, StoredFile file) throws IOException {
        return new PackedFile(path(name, file), Seal.NONE).flaw(file);
    }

    private Seal seal(BackupName name, StoredFile file) throws IOException {
        Optional<BackupKey> key =
                file.key().isPresent() ? Optional.of(keys.find(file.key().get())) : Optional.empty();
        return Seal.by(key, name, file.name());
    }

    private Path path(BackupName name, StoredFile file) throws IOException {
        var path = place(name).resolve(file.name()).normalize();
        if (!place(name).equals(path.getParent())) {
            throw new IOException(file.name() + " is no file of the backup " + name);
        }
        return path;
    }

    @Override
    public void replace(Manifest manifest) throws IOException {
        Worded.writing("backup " + manifest.name(), () -> {
            Durable.write(manifest(place(manifest.name())), ManifestJson.bytes(manifest));
            return manifest;
        });
    }

    @Override
    public void remove(BackupName name) throws IOException {
        var aside = aside(place(name));
        Worded.writing("backup " + name, () -> {
            Files.move(place(name), aside, StandardCopyOption.ATOMIC_MOVE);
            Durable.syncFolderOf(aside);
            BackupRemains.delete(aside);
            return name;
        });
    }

    @Override
    public Room room() throws IOException {
        return DiskRoom.of("the backup in " + folder, folder);
    }

    private Path place(BackupName name) {
        return folder.resolve(name.database()).resolve(name.stamp());
    }

    private static Path aside(Path place) {
        return place.resolveSibling("." + place.getFileName() + ".part");
    }

    /** Where manifests stand. */
    static Path manifest(Path backup) {
        return backup.resolve(MANIFEST);
    }
}
