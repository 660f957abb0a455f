package dev.berth.cycle;

import dev.berth.report.Condition;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the old ports of a policy stand after a pass.
 *
 * @param condition that says so; empty where nothing can be said
 * @param again when to pass again though nothing is heard
 * @param past its migrations, where the pass tried to end one of them
 */
public record Soaked(Optional<Condition> condition, Optional<Duration> again, Optional<Past> past) {
    public static final Soaked UNKNOWN = new Soaked(Optional.empty(), Optional.empty(), Optional.empty());
}
