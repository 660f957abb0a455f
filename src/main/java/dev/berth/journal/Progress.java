package dev.berth.journal;

import dev.berth.plan.Move;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.Rollback;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a migration stands: a fold over its entries, and nothing else.
 *
 * @param evidence what applied steps left, by step id
 * @param settled when the last entry was written
 */
public record Progress(
        Plan plan,
        Instant opened,
        Instant settled,
        Map<String, State> states,
        Map<String, String> evidence,
        Optional<Reversal> reversal,
        Optional<String> closed) {
    public Progress {
        states = Map.copyOf(states);
        evidence = Map.copyOf(evidence);
    }

    /** Where one step stands. */
    public enum State {
        PENDING,
        BEGUN,
        APPLIED,
        SKIPPED,
        UNDONE
    }

    /**
     * The way back that was taken.
     *
     * @param step the failed step; empty when somebody asked
     * @param moves the moves that it takes back, by name
     */
    public record Reversal(String step, String reason, List<String> moves) {
        public Reversal {
            moves = List.copyOf(moves);
        }
    }

    /** Where the migration as a whole stands. */
    public enum Standing {
        FORWARD,
        REVERSING,
        SOAKING,
        CLOSED
    }

    /** @throws IllegalArgumentException when the entries do not begin with {@code Opened} */
    public static Progress of(List<Entry> entries) {
        if (entries.isEmpty() || !(entries.get(0) instanceof Entry.Opened opened)) {
            throw new IllegalArgumentException("a journal begins with Opened");
        }
        var fold = new Fold(opened.plan());
        entries.forEach(fold::add);
        var last = entries.get(entries.size() - 1).at();
        return new Progress(opened.plan(), opened.at(), last, fold.states, fold.evidence, fold.reversal, fold.closed);
    }

    public State state(Step step) {
        return states.getOrDefault(step.id(), State.PENDING);
    }

    public Standing standing() {
        if (closed.isPresent()) {
            return Standing.CLOSED;
        }
        if (reversal.isPresent()) {
            return touched(reversal.get()).findAny().isPresent()
                            || touched().findAny().isEmpty()
                    ? Standing.REVERSING
                    : Standing.SOAKING;
        }
        return plan.steps()
                        .filter(step -> step.head().phase() != Phase.CLEAN_UP)
                        .allMatch(this::passed)
                ? Standing.SOAKING
                : Standing.FORWARD;
    }

    /** Whether its end has begun, from where nothing goes back. */
    public boolean ending() {
        return closed.isPresent() || touched().anyMatch(step -> step.head().phase() == Phase.CLEAN_UP);
    }

    public boolean passed(Step step) {
        return state(step) == State.APPLIED || state(step) == State.SKIPPED;
    }

    public boolean applied(Step step) {
        return state(step) == State.APPLIED;
    }

    /** The moves that go back when this step fails. */
    public List<Move> takenBackWith(Step step) {
        return takenBackWith(plan, step.id());
    }

    private static List<Move> takenBackWith(Plan plan, String step) {
        return plan.rollback().scope() == Rollback.Scope.POLICY
                ? plan.moves()
                : plan.moves().stream()
                        .filter(move ->
                                move.steps().stream().anyMatch(one -> one.id().equals(step)))
                        .toList();
    }

    /** Steps that acted, or may have, and were not taken back. */
    public Stream<Step> touched() {
        return plan.steps().filter(this::touched);
    }

    private Stream<Step> touched(Reversal way) {
        return plan.moves().stream()
                .filter(move -> way.moves().contains(move.name()))
                .flatMap(move -> move.steps().stream())
                .filter(this::touched);
    }

    private boolean touched(Step step) {
        return state(step) == State.APPLIED || state(step) == State.BEGUN;
    }

    private static final class Fold {
        private final Plan plan;
        private final Map<String, State> states = new LinkedHashMap<>();
        private final Map<String, String> evidence = new LinkedHashMap<>();
        private Optional<Reversal> reversal = Optional.empty();
        private Optional<String> closed = Optional.empty();

        Fold(Plan plan) {
            this.plan = plan;
        }

        void add(Entry entry) {
            if (entry instanceof Entry.Began began) {
                states.put(began.step(), State.BEGUN);
            } else if (entry instanceof Entry.Applied applied) {
                states.put(applied.step(), State.APPLIED);
                evidence.put(applied.step(), applied.evidence());
            } else if (entry instanceof Entry.Skipped skipped) {
                states.put(skipped.step(), State.SKIPPED);
            } else if (entry instanceof Entry.Undone undone) {
                states.put(undone.step(), State.UNDONE);
            } else if (entry instanceof Entry.Failed failed) {
                reversal = Optional.of(
                        new Reversal(failed.step(), failed.reason(), names(takenBackWith(plan, failed.step()))));
            } else if (entry instanceof Entry.Recalled recalled) {
                reversal = Optional.of(new Reversal("", recalled.reason(), names(plan.moves())));
            } else if (entry instanceof Entry.Closed end) {
                closed = Optional.of(end.outcome());
            }
        }

        private static List<String> names(List<Move> moves) {
            return moves.stream().map(Move::name).toList();
        }
    }
}
