package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.HostFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something in the protected range that no policy declares.
 *
 * @param owner who has the port, as a person would name it
 */
public record Stray(int port, String owner) {
    /** Those in the bands of a policy; what stands on a berth that is not its own, the planner refuses. */
    public static List<Stray> of(Policy policy, Snapshot snapshot) {
        return Stream.concat(containers(snapshot), listeners(snapshot))
                .filter(stray -> policy.bands().stream().anyMatch(band -> band.contains(stray.port())))
                .filter(stray -> !declared(policy, snapshot, stray.port()))
                .distinct()
                .toList();
    }

    private static boolean declared(Policy policy, Snapshot snapshot, int port) {
        return policy.databases().stream()
                        .flatMap(database -> database.ports().stream())
                        .anyMatch(own -> own.port() == port)
                || snapshot.claims().stream().anyMatch(claim -> claim.port() == port);
    }

    private static Stream<Stray> containers(Snapshot snapshot) {
        return snapshot.docker().containers().stream()
                .filter(Container::isUp)
                .flatMap(container -> container.bindings().stream()
                        .filter(binding -> binding.protocol().equals("tcp"))
                        .map(binding -> new Stray(binding.hostPort(), "container " + container.name())));
    }

    /** Docker's proxy listens for containers, which are told by their own names. */
    private static Stream<Stray> listeners(Snapshot snapshot) {
        return snapshot.host().listeners().stream()
                .filter(listener -> containers(snapshot).noneMatch(stray -> stray.port() == listener.port()))
                .map(Stray::of);
    }

    private static Stray of(HostFacts.Listener listener) {
        return new Stray(
                listener.port(), listener.owner().isEmpty() ? "a process that can't be told" : listener.owner());
    }

    @Override
    public String toString() {
        return port + " (" + owner + ")";
    }
}
