package dev.berth.operator;

import dev.berth.journal.Progress;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.Protection;
import java.util.Optional;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param newest its newest migration, where there is one
 */
public record Pass(ClusterDecision decision, Optional<Progress> newest, Protection protection) {}
