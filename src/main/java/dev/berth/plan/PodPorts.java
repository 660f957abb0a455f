package dev.berth.plan;

import dev.berth.policy.Workload;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Pods of a workload, and which ports of their nodes become others. */
public record PodPorts(String namespace, Workload workload, List<Pair> pairs) {
    public PodPorts {
        pairs = List.copyOf(pairs);
    }

    /**
     * One port of a container, and the port of the node that leads to it: before, and from now on.
     *
     * @param target the container's own
     */
    public record Pair(String container, int target, int from, int to) {
        @Override
        public String toString() {
            return container + " " + target + ": hostPort " + from + " → " + to;
        }
    }

    /** What lets the pods have their ports of before, which a policy may give to nobody any more. */
    public Grants former(String policy) {
        return grants(policy, Pair::from);
    }

    /** What lets them have those from now on. */
    public Grants later(String policy) {
        return grants(policy, Pair::to);
    }

    private Grants grants(String policy, ToIntFunction<Pair> port) {
        return new Grants(
                List.of(),
                List.of(),
                pairs.stream()
                        .map(pair -> new Grant(workload.toString(), port.applyAsInt(pair), policy))
                        .toList());
    }

    /** The containers as a manifest has them afterwards, a line each. */
    public List<String> manifest() {
        return containers()
                .map(container -> "{name: " + container + ", ports: "
                        + of(container)
                                .map(pair -> "{containerPort: " + pair.target() + ", protocol: TCP, hostPort: "
                                        + pair.to() + "}")
                                .collect(Collectors.joining(", ", "[", "]"))
                        + "}")
                .toList();
    }

    public Stream<String> containers() {
        return pairs.stream().map(Pair::container).distinct();
    }

    public Stream<Pair> of(String container) {
        return pairs.stream().filter(pair -> pair.container().equals(container));
    }

    /** Ports of all pairs, for people. */
    String joined(ToIntFunction<Pair> port) {
        return pairs.stream().map(pair -> String.valueOf(port.applyAsInt(pair))).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return workload + " of " + namespace + " ("
                + pairs.stream().map(Pair::toString).collect(Collectors.joining("; ")) + ")";
    }
}
