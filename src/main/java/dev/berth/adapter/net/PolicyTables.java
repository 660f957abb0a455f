package dev.berth.adapter.net;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The tables that policies have in the packet filter, one for each policy's records: another way to the same records leads to
 * the same table, and whoever has records of his own leaves the tables of others alone.
 *
 * @param records where the records are, the state folder; links on the way there are followed, as far as it exists
 */
public record PolicyTables(Path records) {
    public PolicyTables {
        records = real(records.toAbsolutePath().normalize());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            var parent = path.getParent();
            return parent == null ? path : real(parent).resolve(parent.relativize(path));
        }
    }

    FilterTable of(String namespace, String policy) {
        return new FilterTable(new Nft(List.of("nft")), name(namespace, policy));
    }

    /** Policies' names may hold what a table's can't; the number tells apart those that are then the same. */
    String name(String namespace, String policy) {
        var whole = namespace + "/" + policy;
        return FilterTable.PREFIX + whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + Integer.toHexString((whole + "@" + records).hashCode());
    }
}
