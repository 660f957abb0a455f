package dev.berth.journal;

import dev.berth.observe.Alias;
import dev.berth.plan.NetStep.CloseAlias;
import dev.berth.plan.NetStep.OpenAlias;
import dev.berth.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the old ports of a policy lead by its records: a fold over the entries of all its migrations, in the order of
 * time.
 *
 * <p>A move that gives up a port to which an older alias leads takes that alias along, and back again; so closed
 * migrations count as well.
 */
public final class OpenAliases {
    private final List<Alias> open = new ArrayList<>();

    private OpenAliases() {}

    /** @param journals every migration of the policy, oldest first */
    public static List<Alias> of(List<Journal> journals) {
        var aliases = new OpenAliases();
        journals.stream()
                .flatMap(Change::in)
                .sorted(Comparator.comparing(Change::at))
                .forEach(aliases::add);
        return List.copyOf(aliases.open);
    }

    private void add(Change change) {
        if (change.step() instanceof CloseAlias close) {
            forget(close.aliases());
        } else if (change.step() instanceof OpenAlias opened) {
            forget(opened.aliases());
            if (change.undone()) {
                follow(opened.aliases().stream().map(Alias::reversed).toList());
            } else {
                follow(opened.aliases());
                open.addAll(opened.aliases());
            }
        }
    }

    private void forget(List<Alias> aliases) {
        open.removeIf(alias -> aliases.stream().anyMatch(alias::sharesPortWith));
    }

    private void follow(List<Alias> moves) {
        open.replaceAll(alias -> alias.ledOn(moves).orElse(alias));
    }

    /** One entry that opened or closed old ports, or took that back. */
    private record Change(Instant at, Step step, boolean undone) {
        /** Within one journal the order of the entries counts, and a clock that was set back between two of them does not. */
        static Stream<Change> in(Journal journal) {
            var entries = journal.entries();
            var plan = Progress.of(entries).plan();
            var changes = new ArrayList<Change>();
            var at = Instant.MIN;
            for (var entry : entries) {
                at = entry.at().isAfter(at) ? entry.at() : at;
                var step = entry.about().flatMap(plan::step).filter(found -> counts(entry, found));
                if (step.isPresent()) {
                    changes.add(new Change(at, step.get(), entry instanceof Entry.Undone));
                }
            }
            return changes.stream();
        }

        /** A retirement only goes forward, so one that has begun counts: how far it came, nobody may have written. */
        private static boolean counts(Entry entry, Step step) {
            return step instanceof CloseAlias
                    || step instanceof OpenAlias
                            && (entry instanceof Entry.Applied
                                    || entry instanceof Entry.Skipped
                                    || entry instanceof Entry.Undone);
        }
    }
}
