package dev.berth.plan;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Exposure;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** The ports of a policy's berths in a cluster: those that lead to them, and those that they get. */
record BerthPorts(Policy policy, ClusterFacts facts, List<ServiceBerth> berths) {
    /** The Service of a database, where it is there. */
    Optional<ClusterFacts.Service> service(Database database) {
        return exposure(database).filter(ClusterFacts.Service.class::isInstance).map(ClusterFacts.Service.class::cast);
    }

    private Optional<Exposure> exposure(Database database) {
        return facts.exposure(database.runner());
    }

    /** The berths that are on their way, in the order of the policy. */
    List<Crossing> crossings() {
        return all().filter(
                        one -> one.crosses() && standing(one.database(), one.port()) instanceof ServiceBerth.Elsewhere)
                .toList();
    }

    /** Every berth: one that is in its place crosses from where its Service still leads, or from where it is. */
    Stream<Crossing> all() {
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream()
                        .flatMap(port -> exposure(database).stream()
                                .map(exposure -> new Crossing(database, port, exposure, from(database, port)))));
    }

    /** The number of a berth: the one that it gets, or, while it has still to move, the one that it has. */
    String number(String database, String port, boolean moves) {
        return number(
                database,
                port,
                one -> moves && standing(one.database(), one.port()) instanceof ServiceBerth.Elsewhere
                        ? one.from()
                        : one.port().port());
    }

    /**
     * The numbers that lead to a berth, and the one that it gets: a client may have stayed behind at any of an earlier move.
     * Empty where nobody knows.
     */
    List<String> numbers(String database, String port) {
        return all(database, port)
                .flatMap(one -> Stream.of(
                                Stream.of(one.from()),
                                others(one.database(), one.port()).map(ClusterFacts.Port::port),
                                Stream.of(one.port().port()))
                        .flatMap(numbers -> numbers))
                .distinct()
                .map(String::valueOf)
                .toList();
    }

    private String number(String database, String port, ToIntFunction<Crossing> number) {
        return all(database, port)
                .map(one -> String.valueOf(number.applyAsInt(one)))
                .findFirst()
                .orElse("{{" + database + "." + port + "}}");
    }

    private Stream<Crossing> all(String database, String port) {
        return all().filter(one ->
                one.database().name().equals(database) && one.port().name().equals(port));
    }

    /** What still leads to berths that are in their places, beside the ports that they want. */
    List<LeftPort> left() {
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream()
                        .filter(port -> standing(database, port) instanceof ServiceBerth.Moored)
                        .flatMap(port -> others(database, port)
                                .map(other -> new LeftPort(
                                        service(database).orElseThrow().name(),
                                        other.name(),
                                        other.port(),
                                        other.managers()))))
                .toList();
    }

    private int from(Database database, Database.Port port) {
        return standing(database, port) instanceof ServiceBerth.Elsewhere elsewhere
                ? elsewhere.now()
                : others(database, port)
                        .map(ClusterFacts.Port::port)
                        .findFirst()
                        .orElse(port.port());
    }

    private Stream<ClusterFacts.Port> others(Database database, Database.Port port) {
        return service(database).stream()
                .flatMap(service -> service.ports().stream())
                .filter(other -> other.port() != port.port())
                .filter(other -> other.container()
                        .filter(number -> number == port.target())
                        .isPresent())
                .filter(other -> policy.databases().stream()
                        .filter(one -> one.runner().equals(database.runner()))
                        .flatMap(one -> one.ports().stream())
                        .noneMatch(wanted -> wanted.port() == other.port()));
    }

    private ServiceBerth.Standing standing(Database database, Database.Port port) {
        return berths.stream()
                .filter(berth -> berth.name().equals(database.name() + "." + port.name()))
                .map(ServiceBerth::standing)
                .findFirst()
                .orElseThrow();
    }
}
