package dev.berth.adapter.file;

import dev.berth.backup.MissingKey;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.policy.Encryption;
import dev.berth.policy.SecretSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a policy's backups, looked up each time that one is needed. */
public final class Keyring {
    private static final String MAKE_ONE =
            "give backup.encryption.key 32 random bytes in base64 or hex, such as" + " openssl rand -base64 32 makes";

    private final Optional<Encryption> wish;
    private final ReferencedLogins secrets;
    private final String root;

    /** @param wish empty where files are not encrypted; then none can be read that is */
    public Keyring(Optional<Encryption> wish, ReferencedLogins secrets, String root) {
        this.wish = wish;
        this.secrets = secrets;
        this.root = root;
    }

    /** That of new backups; empty where they are not encrypted. */
    Optional<BackupKey> current() throws IOException {
        return wish.isPresent() ? Optional.of(key(wish.get().key())) : Optional.empty();
    }

    /** Why there is none for new backups. */
    Optional<MissingKey> missing() {
        try {
            current();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new MissingKey("the key of backups can't be had: " + e.getMessage(), MAKE_ONE));
        }
    }

    /** Why there is none of that id. */
    Optional<MissingKey> missing(String id) {
        var others = new ArrayList<String>();
        for (var source : all()) {
            try {
                var key = key(source);
                if (key.id().equals(id)) {
                    return Optional.empty();
                }
                others.add(key.id());
            } catch (IOException e) {
                others.add("one that can't be had: " + e.getMessage());
            }
        }
        return Optional.of(new MissingKey(
                "it is encrypted by key " + id + ", and the policy has "
                        + (others.isEmpty() ? "no key" : String.join(", ", others)),
                "name that key as backup.encryption.key or among its oldKeys"));
    }

    BackupKey find(String id) throws IOException {
        for (var source : all()) {
            var key = found(source);
            if (key.filter(one -> one.id().equals(id)).isPresent()) {
                return key.get();
            }
        }
        throw new IOException("there is no key " + id);
    }

    /** That one key is gone keeps nobody from another. */
    private Optional<BackupKey> found(SecretSource source) {
        try {
            return Optional.of(key(source));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<SecretSource> all() {
        var all = new ArrayList<SecretSource>();
        wish.map(Encryption::key).ifPresent(all::add);
        wish.map(Encryption::oldKeys).ifPresent(all::addAll);
        return all;
    }

    private BackupKey key(SecretSource source) throws IOException {
        try {
            return BackupKey.of(secrets.text(source, root))
                    .orElseThrow(() -> new IOException(words(source) + " holds no 32 bytes in base64 or hex"));
        } catch (UnresolvedCredentials e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String words(SecretSource source) {
        return source instanceof SecretSource.Env env
                ? "variable " + env.name()
                : source instanceof SecretSource.File file ? "file " + file.path() : "the reference";
    }
}
