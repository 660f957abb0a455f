package dev.berth.plan;

/** One berth of a policy in a cluster, by its name as {@code DATABASE.PORT}, and where it stands. */
public record ServiceBerth(String name, int wanted, Standing standing) {
    /** Where a berth stands. */
    public sealed interface Standing {}

    /** The Service leads from the wanted port to the database. */
    public record Moored() implements Standing {}

    /** The Service leads from another port to the database; the wanted one can stand beside it. */
    public record Elsewhere(int now) implements Standing {}

    /** It can't be moved. */
    public record Barred(Bar bar) implements Standing {}
}
