package dev.berth.engine;

import java.security.MessageDigest;
import java.util.List;

/** A way to ask a QuestDB in SQL. */
interface QuestDbDesk extends AutoCloseable {
    /** Rows of texts; a null is an empty one. */
    List<List<String>> rows(String query) throws QuestDbFailure;

    /** Has a statement carried out that gives no rows. */
    void run(String statement) throws QuestDbFailure;

    /**
     * Feeds all rows to a digest in the order in which they lie.
     *
     * @param table its name, quoted
     */
    void read(String table, MessageDigest digest) throws QuestDbFailure;

    @Override
    void close();
}
