package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.ServerFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.SortedMap;

/** A database server that serves its clients while it is backed up; failures are worded for people. */
public interface LiveServer {
    ServerFacts facts() throws IOException;

    /** Writes roles, which belong to no database. */
    void globals(OutputStream to) throws IOException;

    /** Holds one moment of one of its databases. */
    Moment moment(String database) throws IOException;

    Contents contents(List<String> databases, Depth depth) throws IOException;

    /** One database as it was at one moment: everything here is of the same. */
    interface Moment extends AutoCloseable {
        Contents contents(Depth depth) throws IOException;

        SortedMap<String, String> extensions() throws IOException;

        void dump(OutputStream to) throws IOException;

        @Override
        void close();
    }
}
