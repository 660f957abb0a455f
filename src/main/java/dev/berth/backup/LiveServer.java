package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.ServerFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A database server that serves its clients while it is backed up; failures are worded for people. */
public interface LiveServer {
    ServerFacts facts() throws IOException;

    /** Writes what belongs to no single database: roles, other names; empty where the engine has nothing of the sort. */
    default Optional<Globals> globals() {
        return Optional.empty();
    }

    /** Holds one moment of one of its databases. */
    Moment moment(String database, Depth depth) throws IOException;

    Contents contents(List<String> databases, Depth depth) throws IOException;

    /**
     * What belongs to no single database.
     *
     * @param file what it is called, without the suffix of packing
     */
    record Globals(String file, BackupStore.Writing writing) {}

    /** One database as it was at one moment: everything here is of the same. */
    interface Moment extends AutoCloseable {
        /** What the file is called that it is dumped into, of so many; without the suffix of packing. */
        String file(int number);

        /** By their names, their versions; none where the engine knows no such thing. */
        default SortedMap<String, String> extensions() throws IOException {
            return new TreeMap<>();
        }

        void dump(OutputStream to) throws IOException;

        /** What was dumped; asked once that is done. */
        Contents contents() throws IOException;

        /** Lets the moment go; where that fails, the server is not as it was. */
        @Override
        void close() throws IOException;
    }
}
