package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The aliases of one move in its policy's table.
 *
 * <p>An older alias may lead to a port that is now given up. A connection is led on only once, so it is led on to where that port goes, and back again with the move.
 */
record LedAliases(FilterTable table, List<Alias> aliases) {
    boolean open() throws Refusal {
        return table.look().aliases().containsAll(aliases);
    }

    boolean retired() throws Refusal {
        return table.look().aliases().stream().noneMatch(this::own);
    }

    /** @param beside is told the ports before the packet filter is, and takes its time */
    void lead(Consumer<List<Integer>> beside) throws Refusal {
        var seen = table.look();
        var older = ledOn(seen, aliases);
        var all = Stream.concat(older.stream(), aliases.stream()).toList();
        beside.accept(all.stream().map(Alias::from).toList());
        table.lead(seen, with(older, seen), all);
    }

    /** Leaves an empty table to the release that follows on the way back. */
    void takeBack() throws Refusal {
        var seen = table.look();
        var older = ledOn(seen, aliases.stream().map(Alias::reversed).toList());
        table.lead(seen, with(older, seen), older);
    }

    /** What closes before anything opens: a port that leads on can't be given another way beside that. */
    private List<Alias> with(List<Alias> older, Listing seen) {
        return Stream.concat(seen.aliases().stream().filter(this::own), older.stream())
                .toList();
    }

    void retire(Path proc) throws Refusal {
        var seen = table.look();
        table.close(seen, seen.aliases().stream().filter(this::own).toList());
        // Looked at after the closing, from where no new ones come.
        table.sweep(table.look(), Flows.in(proc)::mayHave);
    }

    private boolean own(Alias other) {
        return aliases.stream().anyMatch(other::sharesPortWith);
    }

    /** Aliases of earlier moves that lead to a port which these moves give up, as they lead after them. */
    private List<Alias> ledOn(Listing seen, List<Alias> moves) {
        return seen.aliases().stream()
                .filter(old -> !own(old))
                .flatMap(old -> old.ledOn(moves).stream())
                .toList();
    }
}
