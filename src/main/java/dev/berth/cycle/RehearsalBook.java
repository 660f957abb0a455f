package dev.berth.cycle;

import dev.berth.cycle.Trial.Result;
import dev.berth.plan.Plan;
import dev.berth.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the rehearsals of a policy of a cluster.
 *
 * @param wish the plan that a person wants rehearsed, by its hash
 * @param trials oldest first
 */
public record RehearsalBook(Optional<String> wish, List<Trial> trials) {
    /** Nothing is known, and nobody wants one. */
    public static final RehearsalBook EMPTY = new RehearsalBook(Optional.empty(), List.of());

    public RehearsalBook {
        trials = List.copyOf(trials);
    }

    /** Whether a plan is to be rehearsed; of a policy that only reports none is. */
    boolean wants(Policy policy, Plan plan) {
        return policy.mode() != Policy.Mode.OBSERVE
                && (policy.rollout().rehearsalRequired()
                        || wish.filter(plan::isNamed).isPresent());
    }

    /** The rehearsal of this very plan that passed last. */
    Optional<Trial> passed(Plan plan) {
        return of(plan).stream()
                .filter(trial -> trial.result() == Result.PASSED)
                .findFirst();
    }

    /** Its newest rehearsal, where that failed. */
    Optional<Trial> failed(Plan plan) {
        return of(plan).stream().findFirst().filter(trial -> trial.result() == Result.FAILED);
    }

    /** When a plan is rehearsed again: after a failure it rests as long as a migration does. */
    Optional<Instant> again(Plan plan) {
        return failed(plan).map(newest -> newest.at().plus(Restraint.wait(failures(plan))));
    }

    private int failures(Plan plan) {
        return (int) of(plan).stream()
                .takeWhile(trial -> trial.result() == Result.FAILED)
                .count();
    }

    /** Those of one plan that say something, newest first. */
    private List<Trial> of(Plan plan) {
        List<Trial> newestFirst = new ArrayList<>(trials);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(trial -> trial.plan().equals(plan.hash()))
                .filter(trial -> trial.result() != Result.INTERRUPTED)
                .toList();
    }
}
