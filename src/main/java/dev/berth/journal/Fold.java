package dev.berth.journal;

import dev.berth.journal.Progress.Reversal;
import dev.berth.journal.Progress.State;
import dev.berth.plan.Move;
import dev.berth.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the entries read so far say together. */
final class Fold {
    private final Plan plan;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Map<String, String> evidence = new LinkedHashMap<>();
    private final Map<String, Instant> began = new LinkedHashMap<>();
    private Optional<Reversal> reversal = Optional.empty();
    private Instant turned = Instant.MAX;
    private Duration wayBack = Duration.ZERO;
    private Optional<String> closed = Optional.empty();

    Fold(Plan plan) {
        this.plan = plan;
    }

    void add(Entry entry) {
        if (entry instanceof Entry.Began begun) {
            states.put(begun.step(), State.BEGUN);
            began.put(begun.step(), begun.at());
        } else if (entry instanceof Entry.Applied applied) {
            states.put(applied.step(), State.APPLIED);
            evidence.put(applied.step(), applied.evidence());
        } else if (entry instanceof Entry.Skipped skipped) {
            states.put(skipped.step(), State.SKIPPED);
        } else if (entry instanceof Entry.Undone undone) {
            states.put(undone.step(), State.UNDONE);
            wayBack = reversal.isPresent() ? Duration.between(turned, undone.at()) : Duration.ZERO;
        } else if (entry instanceof Entry.Failed failed) {
            turned = failed.at();
            reversal = Optional.of(
                    new Reversal(failed.step(), failed.reason(), names(Progress.takenBackWith(plan, failed.step()))));
        } else if (entry instanceof Entry.Recalled recalled) {
            turned = recalled.at();
            reversal = Optional.of(new Reversal("", recalled.reason(), names(plan.moves())));
        } else if (entry instanceof Entry.Closed end) {
            closed = Optional.of(end.outcome());
        }
    }

    Progress progress(Instant opened, Instant last) {
        return new Progress(plan, opened, last, states, evidence, began, reversal, wayBack, closed);
    }

    private static List<String> names(List<Move> moves) {
        return moves.stream().map(Move::name).toList();
    }
}
