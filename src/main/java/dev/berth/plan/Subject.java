package dev.berth.plan;

import java.util.Optional;

/**
 * The container that a step is about, as it was when planned.
 *
 * @param database the first database that it serves, for people
 * @param id the full id of the container before the move
 * @param service its Compose service, where it has one
 */
public record Subject(String database, String id, String name, Optional<String> service) {
    /** The name of the old container between its stop and its removal. */
    public String parked() {
        return name + "-berth-parked";
    }

    /** The name of the replacement until the old container has given up its own. */
    public String next() {
        return name + "-berth-next";
    }
}
