package dev.berth.app;

/** What a project of a test may leave in the packet filter: a migration that is not closed keeps its table. */
final class FilterTables {
    private FilterTables() {}

    /** Nobody may be able to look, and then there is none. */
    static void remove(String project) {
        Shell.attempt("nft", "list", "tables")
                .said()
                .lines()
                .filter(line -> line.startsWith("table inet berth_") && line.contains(project.replace('-', '_')))
                .forEach(line -> Shell.attempt("nft", "delete", "table", "inet", line.split(" ")[2]));
    }
}
