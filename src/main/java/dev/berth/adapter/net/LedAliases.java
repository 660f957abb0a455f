package dev.berth.adapter.net;

import dev.berth.adapter.net.Nft.Refusal;
import dev.berth.observe.Alias;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The aliases of one move in its policy's table.
 *
 * <p>An older alias may lead to a port that is now given up. Only the first redirection of a connection counts, so it is
 * led on to where that port goes, and back again with the move.
 */
record LedAliases(FilterTable table, List<Alias> aliases) {
    boolean open() throws Refusal {
        return table.aliases().containsAll(aliases);
    }

    boolean retired() throws Refusal {
        return table.aliases().stream().noneMatch(this::own);
    }

    void lead() throws Refusal {
        var older = older(Alias::from, Alias::to);
        table.lead(older, Stream.concat(older.stream(), aliases.stream()).toList());
    }

    void takeBack() throws Refusal {
        var older = older(Alias::to, Alias::from);
        var own = table.aliases().stream().filter(this::own).toList();
        table.lead(Stream.concat(own.stream(), older.stream()).toList(), older);
        table.sweep();
    }

    void retire() throws Refusal {
        table.lead(table.aliases().stream().filter(this::own).toList(), List.of());
        table.sweep();
    }

    private boolean own(Alias other) {
        return aliases.stream()
                .anyMatch(
                        alias -> alias.from() == other.from() && alias.hostIp().equals(other.hostIp()));
    }

    /** Aliases of earlier moves that end where ours do at one side, ending at the other. */
    private List<Alias> older(ToIntFunction<Alias> at, ToIntFunction<Alias> then) throws Refusal {
        var led = new ArrayList<Alias>();
        for (var old : table.aliases()) {
            aliases.stream()
                    .filter(alias -> !own(old)
                            && at.applyAsInt(alias) == old.to()
                            && alias.hostIp().equals(old.hostIp()))
                    .map(alias -> new Alias(old.hostIp(), old.from(), then.applyAsInt(alias)))
                    .forEach(led::add);
        }
        return led;
    }
}
