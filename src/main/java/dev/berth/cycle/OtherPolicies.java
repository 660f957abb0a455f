package dev.berth.cycle;

import dev.berth.journal.Progress;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.Bar;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.NamingValues;
import dev.berth.plan.ServicePorts;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the other policies of a namespace say against taking ports of a Service away: it is one Service for all of them.
 *
 * @param sharers those that name a Service
 * @param moved whether a migration of another policy that is not over moves a Service
 * @param facts what is so of one of them now; asked for only where its clients decide
 */
record OtherPolicies(
        Function<String, List<Sharer>> sharers, Predicate<String> moved, Function<Policy, ClusterFacts> facts) {
    /** Who has a port as a berth. */
    Optional<String> wanting(String service, int port) {
        return read(service)
                .filter(policy -> policy.wants(service, port))
                .map(policy -> "policy " + policy.name() + " wants port " + port + " of Service " + service)
                .findFirst();
    }

    /** Whether a port that no migration of this policy takes away may still be used, as far as anybody can tell. */
    boolean need(String service, int port) {
        return sharers.apply(service).stream()
                        .anyMatch(sharer -> sharer.policy()
                                .map(policy -> needs(policy, service, port))
                                .orElse(true))
                || moved.test(service);
    }

    private boolean needs(Policy policy, String service, int port) {
        return !policy.clients().isEmpty()
                && (naming(policy, service, port).isPresent() || unclear(policy).isPresent());
    }

    /** Whose client would be cut off, as its values show. */
    Optional<String> naming(List<ServicePorts> old) {
        return old.stream()
                .flatMap(ports -> read(ports.service())
                        .filter(policy -> !policy.clients().isEmpty())
                        .flatMap(policy -> ports.pairs().stream()
                                .flatMap(pair -> naming(policy, ports.service(), pair.from()).stream())))
                .findFirst();
    }

    private Optional<String> naming(Policy policy, String service, int port) {
        return new NamingValues(policy, facts.apply(policy))
                .of(service, port)
                .map(value -> value + " of policy " + policy.name() + " names port " + port + " of Service " + service);
    }

    /** Whose client may use them all the same. */
    Optional<String> using(List<ServicePorts> old, Progress progress) {
        return old.stream()
                .flatMap(ports -> sharers.apply(ports.service()).stream()
                        .flatMap(sharer -> using(ports, sharer, progress).stream()))
                .findFirst();
    }

    private Optional<String> using(ServicePorts ports, Sharer sharer, Progress progress) {
        String who = "policy " + sharer.name();
        return sharer.policy()
                .map(policy -> using(ports, policy, progress).map(reason -> who + ": " + reason))
                .orElseGet(() -> Optional.of(who + " names Service " + ports.service() + ", and can't be understood"));
    }

    private Optional<String> using(ServicePorts ports, Policy policy, Progress progress) {
        List<String> databases = policy.databases().stream()
                .filter(database -> database.isBehind(ports.service()) && mayHave(database, ports))
                .map(Database::name)
                .toList();
        if (policy.clients().isEmpty() || databases.isEmpty()) {
            return Optional.empty();
        }
        PortUse use = new PortUse(policy, () -> facts.apply(policy), progress);
        return unclear(policy)
                .or(() -> databases.stream()
                        .flatMap(database -> use.of(database).stream())
                        .findFirst());
    }

    /** The clients of another port of the pods are none of the old one's. */
    private static boolean mayHave(Database database, ServicePorts ports) {
        return database.ports().stream()
                .anyMatch(port -> ports.pairs().stream().anyMatch(pair -> pair.mayLeadTo(port.target())));
    }

    /** What hides a value, or makes nothing of it. */
    private Optional<String> unclear(Policy policy) {
        return bar(ClusterPlanner.decide(policy, facts.apply(policy)))
                .map(bar -> "whether every client has the new port nobody can tell while "
                        + bar.refusal().reason());
    }

    /** A berth that can't be judged hides the values as well. */
    private static Optional<Bar> bar(ClusterDecision decision) {
        if (decision instanceof ClusterDecision.Shut shut) {
            return Optional.of(shut.bar());
        }
        return decision instanceof ClusterDecision.Seen seen ? seen.bar() : Optional.empty();
    }

    private Stream<Policy> read(String service) {
        return sharers.apply(service).stream().flatMap(sharer -> sharer.policy().stream());
    }
}
