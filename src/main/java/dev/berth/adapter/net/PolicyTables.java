package dev.berth.adapter.net;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * The tables that policies have in the packet filter, one for each policy's records: another way to the same records leads to
 * the same table, and whoever has records of his own leaves the tables of others alone.
 *
 * @param records what tells these records from others, wherever they are moved to
 * @param keeping asked before a table is made
 */
public record PolicyTables(String records, Keeping keeping) {
    /** Has it on the disk by what records are told from others: who makes a table has to find it again. */
    @FunctionalInterface
    public interface Keeping {
        void keep() throws IOException;
    }

    FilterTable of(String namespace, String policy) {
        return new FilterTable(new Nft(List.of("nft")), name(namespace, policy), keeping);
    }

    /** Policies' names may hold what a table's can't; the number tells apart those that are then the same. */
    String name(String namespace, String policy) {
        var whole = namespace + "/" + policy;
        return FilterTable.PREFIX + whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + Integer.toHexString((whole + "@" + records).hashCode());
    }
}
