package dev.berth.engine;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Databases of a server that a look could not enter, as they stand among what was left out. Whether a login is let in may be
 * another thing at the next look, such as where all connections that a database takes are in use.
 */
record UnenteredDatabases(SortedSet<String> unread) {
    private static final String BEGINNING = "database ";
    private static final String END = ": may not be entered";

    static String entry(String database) {
        return BEGINNING + database + END;
    }

    /** Those that only a later look could not enter: what was seen in them is not seen any more. */
    List<String> lacking(Set<String> later) {
        return later.stream()
                .filter(UnenteredDatabases::isEntry)
                .filter(entry -> !unread.contains(entry))
                .toList();
    }

    /** Names of objects but for those that are in them. */
    Set<String> without(Set<String> names) {
        var others = new TreeSet<>(names);
        unread.stream()
                .filter(UnenteredDatabases::isEntry)
                .map(entry -> entry.substring(BEGINNING.length(), entry.length() - END.length()) + ": ")
                .forEach(beginning -> others.removeIf(name -> name.startsWith(beginning)));
        return others;
    }

    private static boolean isEntry(String left) {
        return left.startsWith(BEGINNING) && left.endsWith(END);
    }
}
