package dev.berth.observe;

/**
 * What a run that was killed still owes a database, such as the release of a checkpoint.
 *
 * @param what in its first line for people; what else is needed to give it follows
 */
public record Debt(String database, String what) {
    /** What it is, for people. */
    public String words() {
        return what.lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return database + " is owed “" + words() + "”";
    }
}
