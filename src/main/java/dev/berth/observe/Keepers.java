package dev.berth.observe;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who keeps an object of a cluster as it is, and would take a change back.
 *
 * @param owner who made it on somebody's behalf, such as {@code Cluster/main}; empty where a person did
 * @param gitOps the tool that holds it to a repository, such as {@code Argo CD (shop)}; empty where none does
 */
public record Keepers(Optional<String> owner, Optional<String> gitOps) {
    public static final Keepers NONE = new Keepers(Optional.empty(), Optional.empty());

    /** Whichever there is. */
    public Optional<String> any() {
        return Stream.of(owner, gitOps).flatMap(Optional::stream).findFirst();
    }
}
