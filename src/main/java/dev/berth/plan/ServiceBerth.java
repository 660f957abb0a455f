package dev.berth.plan;

/** One berth of a policy in a cluster, by its name as {@code DATABASE.PORT}, and where it stands. */
public record ServiceBerth(String name, int wanted, Standing standing) {
    /** Whether it is one of a database. */
    public boolean isOf(String database) {
        return name.startsWith(database + ".");
    }

    /** Where a berth stands. */
    public sealed interface Standing {}

    /** The wanted port leads to the database. */
    public record Moored() implements Standing {}

    /** Another port leads to the database; the wanted one can come beside it, or of a node in its place. */
    public record Elsewhere(int now) implements Standing {}

    /** It can't be moved. */
    public record Barred(Bar bar) implements Standing {}
}
