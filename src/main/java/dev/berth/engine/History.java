package dev.berth.engine;

/**
 * How far a database has come: both numbers only grow, and the first stays while nobody writes.
 *
 * @param transactions the next one's number
 * @param position where its log of changes ends, in bytes from its beginning
 */
public record History(long transactions, long position) {
    /** Of an engine that has no number that only grows. */
    public static final History NONE = new History(0, 0);

    /** Whether its engine tells one. */
    public boolean known() {
        return !equals(NONE);
    }

    /** Whether it lacks something that had happened by an earlier look. */
    public boolean fallsShortOf(History earlier) {
        return transactions < earlier.transactions || position < earlier.position;
    }
}
