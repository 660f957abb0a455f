package dev.berth.observe;

/** What a run that was killed still owes a database, such as the release of a checkpoint. */
public record Debt(String database, String what) {
    @Override
    public String toString() {
        return database + " is owed “" + what + "”";
    }
}
