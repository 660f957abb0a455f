package dev.berth.adapter.file;

import dev.berth.engine.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A key that files of backups are encrypted by; nothing of it is ever shown but its id. */
final class BackupKey {
    private static final int BYTES = 32;
    private static final int ID = 16;

    private final byte[] bytes;

    private BackupKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param text in base64 or hex; empty where it is no key */
    static Optional<BackupKey> of(String text) {
        var word = text.strip();
        try {
            var bytes = word.length() == 2 * BYTES
                    ? HexFormat.of().parseHex(word)
                    : Base64.getDecoder().decode(word);
            return bytes.length == BYTES ? Optional.of(new BackupKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    /** Tells keys apart, and says nothing of what they are. */
    String id() {
        var digest = Sha256.begin();
        digest.update(bytes);
        return Sha256.end(digest).substring(0, ID);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "key " + id();
    }
}
