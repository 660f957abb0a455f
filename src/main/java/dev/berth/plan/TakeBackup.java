package dev.berth.plan;

/**
 * Takes a backup of all that a database's server holds; it stays, whatever comes of the migration.
 *
 * @param proved whether it counts only once it was restored
 */
public record TakeBackup(Head head, String database, boolean proved) implements Step {
    @Override
    public <R> R family(Families<R> families) {
        return families.backup(this);
    }
}
