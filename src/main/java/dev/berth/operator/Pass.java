package dev.berth.operator;

import dev.berth.cycle.Finding.Ended;
import dev.berth.journal.Progress;
import dev.berth.plan.ClusterDecision;
import java.time.Duration;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param newest its newest migration, where there is one
 * @param ended the migration that the pass ran
 * @param again when to look again though nothing is heard
 */
public record Pass(
        ClusterDecision decision, Optional<Progress> newest, Optional<Ended> ended, Optional<Duration> again) {}
