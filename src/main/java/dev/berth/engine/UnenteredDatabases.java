package dev.berth.engine;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Databases of a server that one of two looks could not enter, as they stand among what each left out. Whether a login is let
 * in may be another thing at the next look, such as where all connections that a database takes are in use.
 */
record UnenteredDatabases(SortedSet<String> before, SortedSet<String> later) {
    private static final String BEGINNING = "database ";
    private static final String END = ": may not be entered";

    static String entry(String database) {
        return BEGINNING + database + END;
    }

    /** Those that only the later look could not enter: of what was seen in them nothing is known any more. */
    List<String> lacking() {
        return entries(later).filter(entry -> !before.contains(entry)).toList();
    }

    /** Names of objects but for those that are in one of them. */
    Set<String> without(Set<String> names) {
        var others = new TreeSet<>(names);
        Stream.concat(entries(before), entries(later))
                .map(entry -> entry.substring(BEGINNING.length(), entry.length() - END.length()) + ": ")
                .forEach(beginning -> others.removeIf(name -> name.startsWith(beginning)));
        return others;
    }

    private static Stream<String> entries(SortedSet<String> unread) {
        return unread.stream().filter(left -> left.startsWith(BEGINNING) && left.endsWith(END));
    }
}
