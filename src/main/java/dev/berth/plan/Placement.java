package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Project;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.Endpoint;
import java.util.List;

/** A database of the policy beside the container that runs it now. */
record Placement(Database database, Container container, List<Berth> berths) {
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
        return berths.stream().anyMatch(berth -> berth.from() != berth.to()) || restampable && !inPlace();
    }

    List<Rebinding> rebindings() {
        return berths.stream()
                .flatMap(berth -> berth.bindings().stream()
                        .map(binding -> new Rebinding(
                                binding.target(), binding.protocol(), binding.hostIp(), berth.from(), berth.to())))
                .toList();
    }

    /** Where to ask the database; its first port speaks the engine's own protocol. */
    Endpoint endpoint(boolean moved) {
        var first = berths.get(0);
        return endpoint(Addresses.reachable(first.bindings().get(0).hostIp()), moved ? first.to() : first.from());
    }

    /** The database at any place where it may answer. */
    Endpoint endpoint(String host, int port) {
        return new Endpoint(
                database.name(),
                database.engine(),
                host,
                port,
                database.credentials().orElse(Credentials.NONE));
    }
}
