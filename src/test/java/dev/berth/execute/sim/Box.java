package dev.berth.execute.sim;

import dev.berth.observe.Container;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One simulated container. */
final class Box {
    final String id;
    final List<Container.Binding> bindings;
    final List<String> volumes;
    final String label;
    String name;
    String policy;
    boolean connected;
    boolean running;
    boolean startedBefore;
    boolean stoppedByHand;

    /** The files that it read when it started. */
    Map<String, String> read = new TreeMap<>();

    Box(String id, String name, String policy, List<Container.Binding> bindings, List<String> volumes, String label) {
        this.id = id;
        this.name = name;
        this.policy = policy;
        this.bindings = List.copyOf(bindings);
        this.volumes = List.copyOf(volumes);
        this.label = label;
    }

    /** The same, made anew. */
    Box like(String newId, String newName, List<Container.Binding> newBindings, String newLabel) {
        return new Box(newId, newName, policy, newBindings, volumes, newLabel);
    }

    boolean publishes(int port) {
        return bindings.stream().anyMatch(binding -> binding.hostPort() == port);
    }

    /** Everything about it but its id, which no rollback can bring back. */
    @Override
    public String toString() {
        return name + (running ? " runs " : " stands ") + policy + " " + bindings + " " + volumes + " " + label
                + (connected ? " " : " unconnected ") + read;
    }
}
