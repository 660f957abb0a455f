package dev.berth.journal;

import dev.berth.observe.Alias;
import dev.berth.plan.Move;
import dev.berth.plan.NetStep;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import dev.berth.policy.Rollback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a migration stands: a fold over its entries, and nothing else.
 *
 * @param evidence what applied steps left, by step id
 * @param settled when the last entry was written
 * @param began when steps began, by step id
 * @param wayBack from the failure or the wish to the last step that was taken back; zero before that
 */
public record Progress(
        Plan plan,
        Instant opened,
        Instant settled,
        Map<String, State> states,
        Map<String, String> evidence,
        Map<String, Instant> began,
        Optional<Reversal> reversal,
        Duration wayBack,
        Optional<String> closed) {
    public Progress {
        states = Map.copyOf(states);
        evidence = Map.copyOf(evidence);
        began = Map.copyOf(began);
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
        return fold.progress(opened.at(), last);
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

    /** Whether it is half-done, on its way forth or back. */
    public boolean underWay() {
        return standing() == Standing.FORWARD || standing() == Standing.REVERSING;
    }

    /** How long the way back took, where that was longer than the policy promised. */
    public Optional<Duration> overrun() {
        return Optional.of(wayBack)
                .filter(took -> took.compareTo(plan.rollback().limit()) > 0);
    }

    /** Whether its end has begun, from where nothing goes back. */
    public boolean ending() {
        return closed.isPresent() || touched().anyMatch(step -> step.head().phase() == Phase.CLEAN_UP);
    }

    /** The old ports that it leads on. */
    public List<Alias> aliases() {
        return plan.moves().stream()
                .filter(move ->
                        move.steps().stream().noneMatch(step -> step instanceof NetStep.CloseAlias && passed(step)))
                .flatMap(move -> move.steps().stream())
                .filter(step -> step instanceof NetStep.OpenAlias && applied(step))
                .flatMap(step -> ((NetStep.OpenAlias) step).aliases().stream())
                .toList();
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

    static List<Move> takenBackWith(Plan plan, String step) {
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
}
