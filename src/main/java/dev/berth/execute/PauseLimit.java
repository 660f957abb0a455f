package dev.berth.execute;

import dev.berth.journal.Progress;
import dev.berth.plan.ContainerStep.StartReplacement;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.plan.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The longest pause that clients may feel.
 *
 * <p>A database that is told to stop can't be called back, so a stop that takes too long is waited for; but no replacement
 * starts after it. Once one has begun to start, its answer alone decides, whose patience counts from the same moment.
 */
final class PauseLimit {
    private final Ledger ledger;
    private final Clock clock;

    PauseLimit(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Why a step may not begin any more; empty when it may. */
    Optional<String> exceeded(Step next) {
        boolean starts = next instanceof StartReplacement && ledger.progress().state(next) == Progress.State.PENDING;
        return starts
                ? answers(next).flatMap(answer -> exceeded(answer).stream()).findFirst()
                : Optional.empty();
    }

    /** The answers that end the pause of a step's move. */
    private Stream<AwaitAnswer> answers(Step next) {
        return ledger.progress().plan().moves().stream()
                .filter(move -> move.steps().contains(next))
                .flatMap(move -> move.steps().stream())
                .filter(AwaitAnswer.class::isInstance)
                .map(AwaitAnswer.class::cast);
    }

    private Optional<String> exceeded(AwaitAnswer answer) {
        return Optional.ofNullable(ledger.progress().began().get(answer.held()))
                .map(began -> Duration.between(began, clock.instant()))
                .filter(pause -> pause.compareTo(answer.patience()) > 0)
                .map(pause -> "the pause has lasted " + pause.toMillis() + " ms since " + answer.held()
                        + ", more than the " + answer.patience().toMillis() + " ms that hold.limit leaves it");
    }
}
