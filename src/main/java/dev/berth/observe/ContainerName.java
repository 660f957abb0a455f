package dev.berth.observe;

import java.util.List;

/**
 * What a running container is called.
 *
 * @param addresses those that it has on the engine's networks
 */
public record ContainerName(String id, String name, List<String> addresses) {
    public ContainerName {
        addresses = List.copyOf(addresses);
    }
}
