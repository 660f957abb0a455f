package dev.berth.cycle;

import dev.berth.cycle.Finding.Ended;
import dev.berth.cycle.Upkeep.Settlement;
import dev.berth.execute.Outcome;
import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.plan.LostAlias;
import java.util.List;

/**
 * What came of what a round does beside its moves.
 *
 * @param swept the old ports that it closed, since no migration knew of them
 * @param renewed the old ports that the packet filter had lost, of which those lead on again that can; blind where none does
 * @param settled what became of what databases were owed
 * @param ended how the ends of the soaks went that were over; blind where nobody can tell who uses the old ports
 */
public record Chores(
        List<Alias> swept,
        Observation<List<LostAlias>> renewed,
        List<Settlement> settled,
        Observation<List<Ended>> ended) {
    /** Those of a round that did nothing. */
    public static final Chores NONE =
            new Chores(List.of(), new Observation.Seen<>(List.of()), List.of(), new Observation.Seen<>(List.of()));

    public Chores {
        swept = List.copyOf(swept);
        settled = List.copyOf(settled);
    }

    Chores swept(List<Alias> done) {
        return new Chores(done, renewed, settled, ended);
    }

    Chores renewed(Observation<List<LostAlias>> done) {
        return new Chores(swept, done, settled, ended);
    }

    Chores settled(List<Settlement> done) {
        return new Chores(swept, renewed, done, ended);
    }

    Chores ended(Observation<List<Ended>> done) {
        return new Chores(swept, renewed, settled, done);
    }

    /** The ends of soaks that could not be made. */
    public List<Outcome> stuck() {
        return ended.orElse(List.of()).stream()
                .map(Ended::outcome)
                .filter(Outcome.Stuck.class::isInstance)
                .toList();
    }
}
