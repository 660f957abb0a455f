package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Rehearsed;
import dev.berth.cycle.Soaked;
import dev.berth.plan.Protection;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param soaked where its old ports stand
 * @param rehearsed where the rehearsal of its plan stands
 * @param protection of its namespace
 */
public record Pass(ClusterFinding finding, Soaked soaked, Rehearsed rehearsed, Protection protection) {
    /** When it is worth another look though nothing changes. */
    Optional<Instant> again(Instant now) {
        return Stream.of(finding.again(), soaked.again().map(now::plus), rehearsed.again())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }
}
