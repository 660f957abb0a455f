package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Project;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Protocol;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A database of the policy beside the container that runs it now.
 *
 * @param elsewhere the host of its engine, where that is not this one
 */
record Placement(Database database, Container container, List<Berth> berths, Optional<String> elsewhere) {
    Placement {
        berths = List.copyOf(berths);
    }

    /**
     * One wanted port beside what the container and the files say of it.
     *
     * @param bindings the container's published ports for the target, all on one host port
     * @param declared every place of the Compose files that publishes the target; empty without a service
     */
    record Berth(Database.Port wanted, List<Container.Binding> bindings, List<Project.DeclaredPort> declared) {
        Berth {
            bindings = List.copyOf(bindings);
            declared = List.copyOf(declared);
        }

        int from() {
            return bindings.get(0).hostPort();
        }

        int to() {
            return wanted.port();
        }

        Berthing berthing(Database database) {
            return new Berthing(database.name(), database.engine(), wanted.name(), from(), to());
        }

        /** Whether container and files both have the wanted port. */
        boolean inPlace() {
            return from() == to()
                    && declared.stream().allMatch(port -> port.published().port() == to());
        }
    }

    boolean inPlace() {
        return berths.stream().allMatch(Berth::inPlace);
    }

    /**
     * Whether the container must be made again: for another port, or, where its files alone change, for Compose's label.
     *
     * @param restampable whether that label can be had
     */
    boolean recreated(boolean restampable) {
        return berths.stream().anyMatch(berth -> berth.from() != berth.to())
                || restampable && !behindFiles() && !inPlace();
    }

    /** Whether its label must stay as it is, since Compose has by it changes to make that berth does not know. */
    boolean behindFiles() {
        return container.compose().filter(Container.Compose::behindFiles).isPresent();
    }

    /** Whether there is anything of it to be backed up. */
    boolean backedUp() {
        return !database.engine().keepsFiles()
                || container.mounts().stream().anyMatch(mount -> mount.type().equals("volume") && mount.writable());
    }

    List<Rebinding> rebindings() {
        return berths.stream()
                .flatMap(berth -> berth.bindings().stream()
                        .map(binding -> new Rebinding(
                                binding.target(), binding.protocol(), binding.hostIp(), berth.from(), berth.to())))
                .toList();
    }

    /** The berths where an answer can be had. */
    List<Berth> asked() {
        return berths.stream()
                .filter(berth -> database.asked().contains(berth.wanted()))
                .toList();
    }

    /** Where to ask the database for what any of its ports might tell. */
    Endpoint endpoint(boolean moved) {
        return endpoint(Collections.min(asked(), Comparator.comparing(this::reticence)), moved);
    }

    private int reticence(Berth berth) {
        return Protocol.of(database.engine(), berth.wanted().target())
                .map(Protocol::ordinal)
                .orElse(Integer.MAX_VALUE);
    }

    /** Where to ask it at one of its berths, or at the first one in place of a berth where no answer can be had. */
    Endpoint endpoint(Berth berth, boolean moved) {
        var at = asked().contains(berth) ? berth : berths.get(0);
        return endpoint(at, host(at), moved ? at.to() : at.from());
    }

    /** Where a berth is asked from here. */
    String host(Berth berth) {
        var hostIp = berth.bindings().get(0).hostIp();
        return elsewhere
                .filter(host -> Addresses.everywhere(hostIp))
                .map(host -> host.replaceAll("[\\[\\]]", ""))
                .orElseGet(() -> Addresses.reachable(hostIp));
    }

    /** One of its berths at any place where it may answer. */
    Endpoint endpoint(Berth berth, String host, int port) {
        return new Endpoint(
                database.name(),
                database.engine(),
                host,
                port,
                berth.wanted().target(),
                database.credentials().orElse(Credentials.NONE));
    }
}
