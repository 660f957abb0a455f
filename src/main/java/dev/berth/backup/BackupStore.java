package dev.berth.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Where the backups of one policy lie. */
public interface BackupStore {
    /** All of them, oldest first. */
    Shelf shelf() throws IOException;

    /** Removes what a killed run left half written or half removed of a database. */
    void sweep(String database) throws IOException;

    /** Why a new one can't be encrypted as it is to be; empty where it can, or is not to be. */
    Optional<MissingKey> missing();

    /** Why the files of a backup can't be decrypted; empty where they can, or are not encrypted. */
    Optional<MissingKey> missing(Manifest manifest);

    /** Makes room for a new one, of which nothing looks whole before it is kept. */
    Draft begin(BackupName name) throws IOException;

    /**
     * The content of a file as it was given; what is read to its end is what was written.
     *
     * @throws IOException when it is read and was altered; the message names the file
     */
    InputStream open(BackupName name, StoredFile file) throws IOException;

    /** Why a file is not what was written; empty where it is, byte for byte. */
    Optional<String> flaw(BackupName name, StoredFile file) throws IOException;

    /** Writes down anew what is known of a backup. */
    void replace(Manifest manifest) throws IOException;

    void remove(BackupName name) throws IOException;

    Room room() throws IOException;

    /**
     * What lies there.
     *
     * @param unreadable whatever looks like a backup and can't be understood, and why
     */
    record Shelf(List<Manifest> backups, List<String> unreadable) {
        public Shelf {
            backups = List.copyOf(backups);
            unreadable = List.copyOf(unreadable);
        }

        public List<Manifest> of(String database) {
            return backups.stream()
                    .filter(backup -> backup.name().database().equals(database))
                    .toList();
        }

        public Optional<Manifest> find(BackupName name) {
            return backups.stream().filter(backup -> backup.name().equals(name)).findFirst();
        }
    }

    /** A backup that is being written; what was not kept is gone once it is closed. */
    interface Draft extends AutoCloseable {
        /** Whether nobody reads it who has not its key. */
        boolean sealed();

        /** Writes one file, packed, and gives it back once it is on the disk. */
        StoredFile write(String name, Writing writing) throws IOException;

        /** From now on it is a backup. */
        void keep(Manifest manifest) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** What comes into a file. */
    interface Writing {
        void to(OutputStream file) throws IOException;
    }
}
