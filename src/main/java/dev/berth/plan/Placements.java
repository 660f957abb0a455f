package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Project;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the container of every database, or says why it can't be told. */
final class Placements {
    private final Policy policy;
    private final Snapshot snapshot;
    private final List<Refusal> refusals = new ArrayList<>();

    Placements(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
    }

    List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    List<Placement> find() {
        return policy.databases().stream()
                .flatMap(database -> place(database).stream())
                .toList();
    }

    private Optional<Placement> place(Database database) {
        return container(database).flatMap(container -> {
            var berths = database.ports().stream()
                    .flatMap(port -> berth(database, container, port).stream())
                    .toList();
            return berths.size() == database.ports().size()
                    ? Optional.of(new Placement(
                            database, container, berths, policy.docker().elsewhere()))
                    : Optional.empty();
        });
    }

    private Optional<Container> container(Database database) {
        var candidates = snapshot.docker().containers().stream()
                .filter(container -> runs(database.runner(), container))
                .toList();
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        if (candidates.isEmpty()) {
            refuse(
                    database,
                    "no container runs " + words(database.runner()),
                    "start it, for example with docker compose up -d");
        } else {
            var names = candidates.stream().map(Container::name).toList();
            refuse(
                    database,
                    words(database.runner()) + " has " + candidates.size() + " containers: " + String.join(", ", names),
                    "one database, one container: scale it to 1, or remove what is left over");
        }
        return Optional.empty();
    }

    private boolean runs(Database.Runner runner, Container container) {
        if (runner instanceof Database.Runner.Named named) {
            return container.name().equals(named.name());
        }
        var service = ((Database.Runner.Service) runner).name();
        return container
                .compose()
                .filter(compose -> compose.runs(service, policy.docker().project()))
                .isPresent();
    }

    private Optional<Placement.Berth> berth(Database database, Container container, Database.Port port) {
        var bindings = container.bindings().stream()
                .filter(binding ->
                        binding.target() == port.target() && binding.protocol().equals("tcp"))
                .toList();
        var hostPorts =
                bindings.stream().map(Container.Binding::hostPort).distinct().toList();
        var elsewhere = policy.docker().elsewhere();
        if (elsewhere.isPresent()
                && bindings.stream().map(Container.Binding::hostIp).anyMatch(Addresses::loopback)) {
            refuse(
                    database,
                    "container " + container.name() + " publishes its port " + port.target() + " on loopback at "
                            + elsewhere.get() + ", where it can't be asked from here",
                    "run berth on that host, or publish it on an address that is reached from here");
            return Optional.empty();
        }
        if (hostPorts.size() == 1 && hostPorts.get(0) > 0) {
            return Optional.of(new Placement.Berth(port, bindings, declared(database, port)));
        }
        if (hostPorts.isEmpty()) {
            refuse(
                    database,
                    "container " + container.name() + " does not publish its port " + port.target(),
                    "bring it up to date with its files: docker compose up -d");
        } else {
            refuse(
                    database,
                    "container " + container.name() + " publishes its port " + port.target() + " on " + hostPorts
                            + ", where one fixed port is wanted",
                    "publish it once, on a fixed port");
        }
        return Optional.empty();
    }

    private List<Project.DeclaredPort> declared(Database database, Database.Port port) {
        if (!(database.runner() instanceof Database.Runner.Service service)) {
            return List.of();
        }
        return snapshot.project().service(service.name()).stream()
                .flatMap(found -> found.ports().stream())
                .filter(found ->
                        found.target() == port.target() && found.protocol().equals("tcp"))
                .toList();
    }

    private static String words(Database.Runner runner) {
        return runner instanceof Database.Runner.Service service
                ? "service " + service.name()
                : "container " + ((Database.Runner.Named) runner).name();
    }

    private void refuse(Database database, String reason, String remedy) {
        refusals.add(new Refusal(database.name(), reason, remedy));
    }
}
