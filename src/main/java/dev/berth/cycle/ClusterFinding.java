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
 * @param past its migrations, as they are after the pass
 * @param stuck how the migration of this pass ended, where it could go neither on nor back
 * @param again when it is worth another look though nothing changes
 */
public record ClusterFinding(
        ClusterDecision decision,
        Past past,
        Steering steering,
        Optional<Outcome.Stuck> stuck,
        Optional<Instant> again) {
    /** The same, with a time at which it is worth another look. */
    ClusterFinding lookedAtAgain(Instant at) {
        return new ClusterFinding(decision, past, steering, stuck, Optional.of(at));
    }

    /** The same, worth another look at a time at the latest. */
    public ClusterFinding lookedAtBy(Instant at) {
        return again.filter(at::isAfter).isPresent() ? this : lookedAtAgain(at);
    }

    /** The same, where the way back got stuck and is tried again at a time. */
    ClusterFinding stuckUntil(Instant at, Outcome.Stuck how) {
        return new ClusterFinding(decision, past, steering, Optional.of(how), Optional.of(at));
    }

    /** Its newest migration, where there is one. */
    public Optional<Latest> newest() {
        return past.newest();
    }

    /**
     * What the next pass need not ask.
     *
     * @param now its migrations, where the pass went on to end one of them
     */
    public Handover handover(Optional<Past> now, Optional<List<Trial>> trials) {
        return new Handover(
                now.orElse(past), stuck.flatMap(how -> again.map(at -> new Handover.Rest(how, at))), trials);
    }

    /** How far its newest migration came. */
    public Optional<Progress> progress() {
        return newest().map(Latest::progress);
    }
}
