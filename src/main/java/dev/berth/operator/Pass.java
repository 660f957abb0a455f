package dev.berth.operator;

import dev.berth.cycle.Soaked;
import dev.berth.journal.Progress;
import dev.berth.plan.ClusterDecision;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param newest its newest migration, where there is one
 * @param soaked where its old ports stand
 */
public record Pass(ClusterDecision decision, Optional<Progress> newest, Soaked soaked) {}
