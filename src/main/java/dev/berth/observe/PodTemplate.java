package dev.berth.observe;

import dev.berth.policy.Workload;
import java.util.List;
import java.util.Optional;

/**
 * What a workload of a cluster says of the pods that it keeps, and how many of them there are.
 *
 * @param hindrance why a change of it would not replace its pods one after the other, such as {@code is paused}, or why
 *     nobody may look at it; empty where it would
 * @param hostNetwork whether its pods are on the network of their nodes
 * @param replicas how many pods it wants; of a DaemonSet, how many nodes
 * @param ready how many of them are
 * @param updated how many of them are of this template; none while its controller has not seen it
 * @param ports those of its containers by TCP, one that is listed twice as often
 */
public record PodTemplate(
        Workload workload,
        Keepers keepers,
        Optional<String> hindrance,
        boolean hostNetwork,
        int replicas,
        int ready,
        int updated,
        List<Port> ports)
        implements Exposure {
    public PodTemplate {
        ports = List.copyOf(ports);
    }

    /**
     * One that berth may not look at: nothing is known of it, not even whether it is there.
     *
     * @param reason such as {@code can't be read}
     */
    public static PodTemplate unread(Workload workload, String reason) {
        return new PodTemplate(workload, Keepers.NONE, Optional.of(reason), false, 0, 0, 0, List.of());
    }

    @Override
    public String name() {
        return workload.toString();
    }

    @Override
    public String title() {
        return workload.toString();
    }

    @Override
    public String address() {
        return workload.toString();
    }

    /** A port of its containers, wherever it is listed. */
    public List<Port> ports(int target) {
        return ports.stream().filter(port -> port.target() == target).toList();
    }

    /**
     * One port of one container.
     *
     * @param host that of the node which leads there; empty where none does
     * @param address the one of the node's at which it does; empty for all
     * @param managers who wrote the port of the node, by their field managers, sorted
     */
    public record Port(String container, int target, Optional<Integer> host, String address, List<String> managers) {
        public Port {
            managers = List.copyOf(managers);
        }
    }
}
