package dev.berth.adapter.file;

import dev.berth.backup.BackupName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What lies between a packed file and the disk. */
interface Seal {
    /** Nothing. */
    Seal NONE = new Seal() {
        @Override
        public OutputStream onto(OutputStream file) {
            return file;
        }

        @Override
        public InputStream from(InputStream file) {
            return file;
        }

        @Override
        public Optional<String> key() {
            return Optional.empty();
        }
    };

    /** Encrypted, where there is a key: it then opens as that file of that backup, and as no other. */
    static Seal by(Optional<BackupKey> key, BackupName backup, String file) {
        return key.<Seal>map(secret -> new Encrypted(secret, backup + "/" + file))
                .orElse(NONE);
    }

    /** What is written there comes onto the disk sealed; closing it closes the file, too. */
    OutputStream onto(OutputStream file) throws IOException;

    /** Gives only what was written so, in its order and to its end; otherwise reading fails. */
    InputStream from(InputStream file) throws IOException;

    /** The id of the key that opens it. */
    Optional<String> key();
}
