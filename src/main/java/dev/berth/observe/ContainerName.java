package dev.berth.observe;

import java.time.Instant;
import java.util.List;

/**
 * What a running container is called.
 *
 * @param addresses those that it has on the engine's networks
 * @param started since when it has them
 */
public record ContainerName(String id, String name, List<String> addresses, Instant started) {
    public ContainerName {
        addresses = List.copyOf(addresses);
    }

    /** Whether it was there at a moment that is known to the second. */
    boolean ranAt(Instant moment) {
        return !started.minusSeconds(1).isAfter(moment);
    }
}
