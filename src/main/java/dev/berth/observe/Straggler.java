package dev.berth.observe;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A client that still uses an old port.
 *
 * @param port the old port
 * @param to the one that it leads to now
 * @param here whether the address is one of this host
 * @param lastSeen when it last connected; the moment of the look while it holds a connection
 * @param connections how many it has made
 * @param processes those of this host that hold a connection at this moment, where they can be told
 * @param container the container that has the address and had it when it was last seen, where one does
 */
public record Straggler(
        int port,
        int to,
        String address,
        boolean here,
        Instant lastSeen,
        long connections,
        List<LocalProcess> processes,
        Optional<String> container) {
    public Straggler {
        processes = List.copyOf(processes);
    }

    /** The client as a person would name it. */
    public String who() {
        if (container.isPresent()) {
            return "container " + container.get() + " (" + address + ")";
        }
        if (processes.isEmpty()) {
            return here ? address + " (this host)" : address;
        }
        return processes.stream().map(LocalProcess::toString).collect(Collectors.joining(", "));
    }

    /**
     * The same, with the names of containers in place of their ids and addresses. Who got the address only after it was last
     * seen is somebody else.
     */
    Straggler among(List<ContainerName> containers) {
        return new Straggler(
                port,
                to,
                address,
                here,
                lastSeen,
                connections,
                processes.stream().map(process -> among(containers, process)).toList(),
                containers.stream()
                        .filter(one -> one.addresses().contains(address) && one.ranAt(lastSeen))
                        .map(ContainerName::name)
                        .findFirst());
    }

    private static LocalProcess among(List<ContainerName> containers, LocalProcess process) {
        return containers.stream()
                .filter(one -> !process.container().isEmpty() && one.id().startsWith(process.container()))
                .map(one -> new LocalProcess(process.command(), process.pid(), one.name()))
                .findFirst()
                .orElse(process);
    }
}
