package dev.berth.app;

import dev.berth.cycle.Tiers;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Policies that are left alone for a while, since nothing good came of acting: a way back that is stuck, or a fault. The
 * wait doubles each time, from a minute to an hour, and ends with a change of the policy.
 */
final class Rests {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Rest> rests = new HashMap<>();

    private record Rest(Duration length, Instant until) {}

    /** Until when it is left alone. */
    Optional<Instant> until(Policy policy, Instant now) {
        return Optional.ofNullable(rests.get(key(policy))).map(Rest::until).filter(now::isBefore);
    }

    /** Gives until when it is left alone from now on. */
    Instant begin(Policy policy, Instant now) {
        var rest = rests.compute(key(policy), (key, before) -> {
            var length = before == null ? FIRST : before.length().multipliedBy(2);
            var bounded = length.compareTo(LONGEST) < 0 ? length : LONGEST;
            return new Rest(bounded, now.plus(bounded));
        });
        return rest.until();
    }

    /** Whatever the policy said when it began. */
    void end(Tiers.Name policy) {
        rests.keySet().removeIf(key -> key.startsWith(prefix(policy)));
    }

    private static String key(Policy policy) {
        return prefix(Tiers.Name.of(policy)) + policy.fingerprint();
    }

    private static String prefix(Tiers.Name policy) {
        return policy + " ";
    }
}
