package dev.berth.cycle;

import dev.berth.execute.Executor;
import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Why a policy that may move by itself does not try again: its last migration went back. A fold over its records, so that
 * a restart forgets nothing.
 *
 * <p>What failed is tried again after a minute, then after four times as long each time, at most after six hours. What a
 * person took back stays back. Either ends with a change of the policy, and a person may always apply it.
 */
final class Restraint {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int FACTOR = 4;

    private Restraint() {}

    /**
     * @param all every migration of the policy, oldest first
     * @param byHand how a person would apply it in spite of that
     */
    static Optional<Refusal> of(Policy policy, List<Journal> all, Instant now, String byHand) {
        var failed = failed(policy, all);
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        return asked(failed) ? stays(policy, failed.get(0), byHand) : rest(policy, failed, now, byHand);
    }

    /** When a policy that rests after a failure is tried again; empty where it does not. */
    static Optional<Instant> until(Policy policy, List<Journal> all, Instant now) {
        var failed = failed(policy, all);
        return failed.isEmpty() || asked(failed)
                ? Optional.empty()
                : until(failed).filter(now::isBefore);
    }

    private static List<Progress> failed(Policy policy, List<Journal> all) {
        var newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(journal -> Progress.of(journal.entries()))
                .takeWhile(progress -> progress.plan().policyFingerprint().equals(policy.fingerprint())
                        && progress.reversal().isPresent())
                .toList();
    }

    private static boolean asked(List<Progress> failed) {
        return failed.get(0).reversal().orElseThrow().step().isEmpty();
    }

    private static Optional<Refusal> stays(Policy policy, Progress newest, String byHand) {
        return newest.reversal().orElseThrow().reason().equals(Cycle.POLICY_CHANGED)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        policy.name(),
                        "a person took its last migration back, and it stays back",
                        "change the policy, or " + byHand));
    }

    private static Optional<Refusal> rest(Policy policy, List<Progress> failed, Instant now, String byHand) {
        return until(failed)
                .filter(now::isBefore)
                .map(until -> new Refusal(
                        policy.name(),
                        "its last migration went back ("
                                + failed.get(0).reversal().orElseThrow().reason() + "), " + times(failed)
                                + " in a row",
                        "it is tried again at " + until.truncatedTo(ChronoUnit.SECONDS)
                                + ", or when the policy changes; " + byHand + " tries it now"));
    }

    private static Optional<Instant> until(List<Progress> failed) {
        int times = times(failed);
        return times == 0
                ? Optional.empty()
                : Optional.of(failed.get(0).settled().plus(wait(times)));
    }

    /** An interruption is no failure. */
    private static int times(List<Progress> failed) {
        return (int) failed.stream()
                .map(progress -> progress.reversal().orElseThrow().reason())
                .filter(reason -> !reason.equals(Executor.INTERRUPTED))
                .count();
    }

    /** How long something rests that failed so many times in a row. */
    static Duration wait(int times) {
        var wait = FIRST;
        for (int i = 1; i < times && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
