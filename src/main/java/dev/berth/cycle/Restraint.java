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

    /** @param all every migration of the policy, oldest first */
    static Optional<Refusal> of(Policy policy, List<Journal> all, Instant now) {
        var newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        var failed = newestFirst.stream()
                .map(journal -> Progress.of(journal.entries()))
                .takeWhile(progress -> progress.plan().policyFingerprint().equals(policy.fingerprint())
                        && progress.reversal().isPresent())
                .toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        return failed.get(0).reversal().orElseThrow().step().isEmpty()
                ? asked(policy, failed.get(0))
                : rest(policy, failed, now);
    }

    private static Optional<Refusal> asked(Policy policy, Progress newest) {
        return newest.reversal().orElseThrow().reason().equals(Cycle.POLICY_CHANGED)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        policy.name(),
                        "a person took its last migration back, and it stays back",
                        "change the policy, or berth apply"));
    }

    private static Optional<Refusal> rest(Policy policy, List<Progress> failed, Instant now) {
        int times = (int) failed.stream()
                .map(progress -> progress.reversal().orElseThrow().reason())
                .filter(reason -> !reason.equals(Executor.INTERRUPTED))
                .count();
        if (times == 0) {
            return Optional.empty();
        }
        var newest = failed.get(0);
        var until = newest.settled().plus(wait(times));
        return now.isBefore(until)
                ? Optional.of(new Refusal(
                        policy.name(),
                        "its last migration went back ("
                                + newest.reversal().orElseThrow().reason() + "), " + times + " in a row",
                        "it is tried again at " + until.truncatedTo(ChronoUnit.SECONDS)
                                + ", or when the policy changes; berth apply tries it now"))
                : Optional.empty();
    }

    private static Duration wait(int times) {
        var wait = FIRST;
        for (int i = 1; i < times && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
