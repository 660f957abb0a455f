package dev.berth.adapter.file;

import dev.berth.backup.BackupName;
import dev.berth.backup.StoredFile;
import dev.berth.engine.Sha256;
import dev.berth.policy.Encryption;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Files of backups, encrypted by a key, in a folder of a test. */
final class EncryptedFiles {
    static final BackupName NAME = new BackupName("orders", Instant.parse("2026-11-28T03:00:00Z"));
    static final String FILE = "database-1.dump.zst";
    static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private final Path folder;
    private final BackupFolder backups;

    EncryptedFiles(Path folder) {
        this(folder, KEY);
    }

    EncryptedFiles(Path folder, String key) {
        var wish = new Encryption(new SecretSource.Env("KEY"), List.of());
        var secrets = new ReferencedLogins(Map.of("KEY", key), "shop", ".env");
        this.folder = folder;
        this.backups = new BackupFolder(
                folder, "staging", "stack", new Keyring(Optional.of(wish), secrets, folder.toString()));
    }

    /** What does not become shorter by packing. */
    static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    StoredFile written(byte[] content) throws IOException {
        return written(NAME, content);
    }

    /** The draft stays where it lies, under the name of a backup. */
    StoredFile written(BackupName name, byte[] content) throws IOException {
        try (var draft = backups.begin(name)) {
            var file = draft.write(FILE, out -> out.write(content));
            Files.createDirectories(place(name));
            Files.move(place(name).resolveSibling("." + name.stamp() + ".part/" + file.name()), path(name, file));
            return file;
        }
    }

    byte[] read(StoredFile file) throws IOException {
        try (var in = backups.open(NAME, file)) {
            return in.readAllBytes();
        }
    }

    Path path(StoredFile file) {
        return path(NAME, file);
    }

    Path path(BackupName name, StoredFile file) {
        return place(name).resolve(file.name());
    }

    private Path place(BackupName name) {
        return folder.resolve("staging/stack").resolve(name.toString());
    }

    /** As a manifest would have it that somebody made to fit what lies there now. */
    StoredFile asItLies(StoredFile file) throws IOException {
        var bytes = Files.readAllBytes(path(file));
        var digest = Sha256.begin();
        digest.update(bytes);
        return new StoredFile(file.name(), bytes.length, Sha256.end(digest), file.key());
    }
}
