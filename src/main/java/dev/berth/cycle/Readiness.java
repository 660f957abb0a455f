package dev.berth.cycle;

import dev.berth.execute.Outcome;
import dev.berth.journal.Progress;
import dev.berth.plan.Decision;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a policy has been Ready.
 *
 * @param since empty while it is not; where nothing can be seen, what it was before
 * @param cause why it can't be called Ready now; empty while it can
 */
public record Readiness(Optional<Instant> since, String cause) {
    /** Of a policy that nobody has looked at. */
    public static final Readiness UNSEEN = new Readiness(Optional.empty(), "nobody has looked at it yet");

    /**
     * What a finding makes of what was known.
     *
     * @param before empty where nobody keeps watch, as with a command: then the time of its last migration counts
     */
    public static Readiness of(Finding found, Optional<Readiness> before) {
        if (found.unseen().isPresent()) {
            return new Readiness(
                    before.flatMap(Readiness::since), found.unseen().get());
        }
        if (!found.ready()) {
            return new Readiness(Optional.empty(), cause(found));
        }
        var since = before.map(known -> known.since().orElse(found.at()))
                .orElseGet(() -> found.arrived().orElse(found.at()));
        return new Readiness(found.arrived().filter(since::isBefore).or(() -> Optional.of(since)), "");
    }

    private static String cause(Finding found) {
        if (found.stuck().isPresent()) {
            Outcome.Stuck stuck = found.stuck().get();
            return "stuck at " + stuck.step() + ": " + stuck.reason();
        }
        if (found.newest().filter(Latest::underWay).isPresent()) {
            return "its migration is half-done";
        }
        return found.open().stream()
                .findFirst()
                .flatMap(journal -> Progress.of(journal.entries()).reversal())
                .map(way -> "its last migration went back: " + way.reason())
                .or(() -> found.waiting().stream().findFirst().map(waiting -> waiting.reason()))
                .orElseGet(
                        () -> found.seen().map(sight -> words(sight.decision())).orElse(""));
    }

    private static String words(Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return refused.refusals().get(0).reason();
        }
        if (decision instanceof Decision.Invalid invalid) {
            return invalid.violations().get(0).toString();
        }
        return decision instanceof Decision.Pending ? "it has moves to make" : "old ports no longer lead on";
    }
}
