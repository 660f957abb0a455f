package dev.berth.backup;

import java.io.IOException;

/** The servers that a backup has to do with; failures are worded for people. */
public interface Servers {
    /** The server that runs a database of the policy. */
    LiveServer live(String database) throws IOException;

    /** A throwaway one, which nobody but berth reaches. */
    SpareServer throwaway(Manifest of) throws IOException;

    /** One that may stay, on fresh volumes beside the live one. */
    SpareServer beside(Manifest of) throws IOException;

    /** Where spare servers would keep their data. */
    Room room() throws IOException;
}
