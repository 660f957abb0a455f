package dev.berth.adapter.net;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tables that policies have in the packet filter, one for each policy's records: another way to the same records leads to
 * the same table, and whoever has records of his own leaves the tables of others alone.
 */
public final class PolicyTables {
    private final Nft nft;
    private final String now;
    private final String folder;
    private final Function<String, Optional<String>> kept;
    private final Keeping keeping;

    /** Has it on the disk by which path of the records a policy's table is named: who makes it has to find it again. */
    @FunctionalInterface
    public interface Keeping {
        /** @param policy as {@code NAMESPACE/NAME} */
        void keep(String policy, String path) throws IOException;
    }

    /**
     * @param now the path by which the records are reached now
     * @param folder the policy's, by which earlier versions of berth named its table, and kept nothing of it
     * @param kept the one that is kept of a policy's table
     * @param keeping asked before a table is made
     */
    public PolicyTables(String now, String folder, Function<String, Optional<String>> kept, Keeping keeping) {
        this(new Nft(List.of("nft")), now, folder, kept, keeping);
    }

    PolicyTables(Nft nft, String now, String folder, Function<String, Optional<String>> kept, Keeping keeping) {
        this.nft = nft;
        this.now = now;
        this.folder = folder;
        this.kept = kept;
        this.keeping = keeping;
    }

    /**
     * Records that were moved keep their table for as long as it stands, and so do those of an earlier version of berth; the
     * next one is named by where they are then.
     */
    FilterTable of(String namespace, String policy) {
        var whole = namespace + "/" + policy;
        var own = named(whole, now);
        var noted = kept.apply(whole);
        return Optional.of(noted.orElse(folder))
                .filter(path -> !path.equals(now))
                .map(path -> named(whole, path))
                .filter(FilterTable::mayStand)
                // Asked last, since hardly anybody has a table of an earlier version, and each question starts a
                // program.
                .filter(earlier -> noted.isPresent() || !own.mayStand())
                .orElse(own);
    }

    private FilterTable named(String whole, String path) {
        return new FilterTable(nft, name(whole, path), () -> keeping.keep(whole, path));
    }

    /** Policies' names may hold what a table's can't; the number tells apart those that are then the same. */
    private static String name(String whole, String path) {
        return FilterTable.PREFIX + whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "_") + "_"
                + Integer.toHexString((whole + "@" + path).hashCode());
    }
}
