package dev.berth.backup;

import java.io.IOException;
import java.util.List;

/** The servers that a backup has to do with; failures are worded for people. */
public interface Servers {
    /** The server that runs a database of the policy. */
    LiveServer live(String database) throws IOException;

    /**
     * A tar stream of what it takes to set a database up again where nothing is left: the policy, its project's files, the
     * recipe of the container. Passwords are in it.
     */
    BackupStore.Writing surroundings(String database) throws IOException;

    /** A throwaway one, which nobody but berth reaches. */
    SpareServer throwaway(Manifest of) throws IOException;

    /** One that may stay, on fresh volumes beside the live one. */
    SpareServer beside(Manifest of) throws IOException;

    /** Has what a backup holds take the place of what the live server holds; its engine must be one that can. */
    Takeover over(Manifest of) throws IOException;

    /** Removes the spare servers that a killed run left. */
    void sweep() throws IOException;

    /** What of spare servers that were closed could not be removed, and why. */
    List<String> left();

    /** Where spare servers would keep their data. */
    Room room() throws IOException;
}
