package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import java.util.Optional;

/**
 * What a Service itself, and those who write it, say against a port of it.
 *
 * @param name of the berth, as {@code DATABASE.PORT}
 */
record ServiceBars(String name) {
    /** What keeps any port of a Service from being moved, or judged. */
    Optional<Bar> unmovable(ClusterFacts.Service service) {
        String who = service.title();
        if (service.type().equals("ExternalName")) {
            return Optional.of(unsupported(
                    who + " stands for a name outside the cluster and has no port of its own",
                    "move the database where it runs"));
        }
        if (service.headless()) {
            return Optional.of(unsupported(
                    who + " is headless: clients reach the pods and no port of it",
                    "name a Service that has an address of its own"));
        }
        if (service.type().equals("NodePort")) {
            return Optional.of(unsupported(
                    who + " is a NodePort: another port of it would open one more on every node, and nodes have none"
                            + " from " + Approach.FIRST + " to " + Approach.LAST,
                    "name a Service of type ClusterIP"));
        }
        return Optional.empty();
    }

    /** The slices of such a Service are somebody's own, who knows nothing of the new port. */
    Optional<Bar> unselecting(ClusterFacts.Service service) {
        return service.selecting()
                ? Optional.empty()
                : Optional.of(unsupported(
                        service.title() + " has no selector, so no controller would give a new port of it endpoints",
                        "give it a selector, or add the port to it and to its EndpointSlices by hand"));
    }

    /** A writer of whom no mark of the Service tells, and who may write the whole list of ports again. */
    Optional<Bar> written(ClusterFacts.Service service, int port) {
        if (service.keepers().any().isPresent()) {
            return Optional.empty();
        }
        return service.ports().stream()
                .filter(known -> known.port() == port)
                .flatMap(known -> known.managers().stream())
                .filter(manager -> !FieldManagers.yields(manager))
                .findFirst()
                .map(manager -> conflicting(
                        "port " + port + " of " + service.title() + " is written by " + manager
                                + ", which may take a change back",
                        FieldManagers.REMEDY));
    }

    /** Of two that change the names of its ports, each would take away what bridges the change of the other. */
    Bar beside(ClusterFacts.Service service, ClusterFacts.Rival rival) {
        return rival.migration()
                .map(migration -> conflicting(
                        "migration " + migration + " of " + rival.who() + " moves " + service.title()
                                + ", and is not over",
                        "let the old ports of that go, or take it back"))
                .orElseGet(() -> conflicting(
                        rival.who() + " moves " + service.title() + ", and came first",
                        "have one policy name all databases behind that Service, or name another Service"));
    }

    private Bar unsupported(String reason, String remedy) {
        return Bar.of(Bar.Kind.UNSUPPORTED, name, reason, remedy);
    }

    private Bar conflicting(String reason, String remedy) {
        return Bar.of(Bar.Kind.CONFLICTING, name, reason, remedy);
    }
}
