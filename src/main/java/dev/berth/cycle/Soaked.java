package dev.berth.cycle;

import dev.berth.journal.Progress.Standing;
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

    /** Whether a migration by a plan of this hash came to its end by now, in this very pass. */
    public boolean ended(String hash) {
        return past.stream()
                .flatMap(now -> now.all().stream())
                .anyMatch(progress -> progress.standing() == Standing.CLOSED
                        && progress.reversal().isEmpty()
                        && progress.plan().isNamed(hash));
    }
}
