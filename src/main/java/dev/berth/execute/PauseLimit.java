package dev.berth.execute;

import dev.berth.journal.Progress.State;
import dev.berth.plan.ContainerStep.StartReplacement;
import dev.berth.plan.ContainerStep.StopContainer;
import dev.berth.plan.Move;
import dev.berth.plan.ProbeStep.AwaitAnswer;
import dev.berth.plan.Step;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The longest pause that clients may feel: once it is over, nothing that belongs to it begins any more. A run that goes on
 * where another broke off finds it over before the database was stopped, and then leaves it running.
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

    /** Why a step may not begin, or go on, any more; empty when it may. */
    Optional<String> exceeded(Step next) {
        return ledger.progress().plan().moves().stream()
                .map(Move::steps)
                .filter(steps -> steps.contains(next) && goesBack(next))
                .flatMap(steps -> answers(steps).filter(answer -> pauses(steps, next, answer)))
                .flatMap(answer -> exceeded(answer).stream())
                .findFirst();
    }

    /** What has begun to stop or to start a container can only go on. */
    private boolean goesBack(Step next) {
        return ledger.progress().state(next) == State.PENDING
                || !(next instanceof StopContainer || next instanceof StartReplacement);
    }

    private static Stream<AwaitAnswer> answers(List<Step> steps) {
        return steps.stream().filter(AwaitAnswer.class::isInstance).map(AwaitAnswer.class::cast);
    }

    /** Whether a step comes in the pause that an answer ends, and a replacement is still to start. */
    private static boolean pauses(List<Step> steps, Step next, AwaitAnswer answer) {
        var pause = steps.stream()
                .dropWhile(step -> !step.id().equals(answer.held()))
                .toList();
        return pause.contains(next)
                && pause.stream().skip(pause.indexOf(next)).anyMatch(StartReplacement.class::isInstance);
    }

    private Optional<String> exceeded(AwaitAnswer answer) {
        return Optional.ofNullable(ledger.progress().began().get(answer.held()))
                .map(began -> Duration.between(began, clock.instant()))
                .filter(pause -> pause.compareTo(answer.patience()) > 0)
                .map(pause -> "the pause has lasted " + pause.toMillis() + " ms since " + answer.held()
                        + ", more than the " + answer.patience().toMillis() + " ms that hold.limit leaves it");
    }
}
