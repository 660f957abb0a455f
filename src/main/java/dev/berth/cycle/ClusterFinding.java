package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Progress;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Steering;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param newest its newest migration, where there is one
 * @param stuck how the migration of this pass ended, where it could go neither on nor back
 * @param again when it is worth another look though nothing changes
 */
public record ClusterFinding(
        ClusterDecision decision,
        Optional<Latest> newest,
        Steering steering,
        Optional<Outcome.Stuck> stuck,
        Optional<Instant> again) {
    /** The same, with a time at which it is worth another look. */
    ClusterFinding lookedAtAgain(Instant at) {
        return new ClusterFinding(decision, newest, steering, stuck, Optional.of(at));
    }

    /** The same, where the way back got stuck and is tried again at a time. */
    ClusterFinding stuckUntil(Instant at, Outcome.Stuck how) {
        return new ClusterFinding(decision, newest, steering, Optional.of(how), Optional.of(at));
    }

    /** What the next pass need not ask. */
    public Handover handover(List<Trial> trials) {
        return new Handover(newest, stuck.flatMap(how -> again.map(at -> new Handover.Rest(how, at))), trials);
    }

    /** How far its newest migration came. */
    public Optional<Progress> progress() {
        return newest.map(Latest::progress);
    }
}
