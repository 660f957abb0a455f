package dev.berth.operator;

import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Soaked;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one pass over a policy of a cluster came to.
 *
 * @param soaked where its old ports stand
 */
public record Pass(ClusterFinding finding, Soaked soaked) {
    /** When it is worth another look though nothing changes. */
    Optional<Instant> again(Instant now) {
        return Stream.concat(finding.again().stream(), soaked.again().map(now::plus).stream())
                .min(Instant::compareTo);
    }
}
