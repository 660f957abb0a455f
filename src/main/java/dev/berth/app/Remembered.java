package dev.berth.app;

import dev.berth.cycle.Handover;
import dev.berth.cycle.Past;
import dev.berth.operator.DatabasePortPolicy;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the last pass over each policy left to the next; before the first pass, its migrations as one listing of all tells. Where
 * nothing is known, as of a policy that came later and after a fault, a pass acts: it asks the records, and ends what was left
 * half-done.
 */
final class Remembered {
    private final Supplier<Map<String, Optional<Past>>> listing;
    private final Map<String, Handover> handed = new ConcurrentHashMap<>();
    private volatile boolean begun;

    /** @param listing the migrations of all policies, by the uids of these; empty where they can't be read */
    Remembered(Supplier<Map<String, Optional<Past>>> listing) {
        this.listing = listing;
    }

    /**
     * What is known of a policy, and forgotten with this: who comes to an end of his pass brings it back.
     *
     * @param all policies that are there now
     */
    Optional<Handover> take(DatabasePortPolicy policy, Supplier<Stream<DatabasePortPolicy>> all) {
        if (!begun) {
            begin(all);
        }
        return Optional.ofNullable(handed.remove(policy.getMetadata().getUid()));
    }

    /** Whoever led before has written his last word by now, and a policy that comes after this look is asked for by itself. */
    private synchronized void begin(Supplier<Stream<DatabasePortPolicy>> all) {
        if (begun) {
            return;
        }
        var there = all.get().map(policy -> policy.getMetadata().getUid()).toList();
        try {
            var told = listing.get();
            there.forEach(uid -> told.getOrDefault(uid, Optional.of(Past.NONE))
                    .ifPresent(past -> handed.put(uid, Handover.of(past))));
        } catch (KubernetesClientException | UncheckedIOException | IllegalArgumentException unlisted) {
            // Each pass asks for its own, as it does where one can't be read.
        }
        begun = true;
    }

    void keep(DatabasePortPolicy policy, Handover left) {
        handed.put(policy.getMetadata().getUid(), left);
    }

    void forget(DatabasePortPolicy policy) {
        handed.remove(policy.getMetadata().getUid());
    }
}
