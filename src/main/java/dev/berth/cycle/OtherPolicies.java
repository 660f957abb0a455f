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
import java.util.stream.Stream;

/**
 * What the other policies of a namespace say against taking ports of a Service away: it is one Service for all of them.
 *
 * @param sharers those that name a Service
 * @param facts what is so of one of them now; asked for only where its clients decide
 */
record OtherPolicies(Function<String, List<Sharer>> sharers, Function<Policy, ClusterFacts> facts) {
    /** Who has a port as a berth. */
    Optional<String> wanting(String service, int port) {
        return read(service)
                .filter(policy -> policy.wants(service, port))
                .map(policy -> "policy " + policy.name() + " wants port " + port + " of Service " + service)
                .findFirst();
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
                .map(ServicePorts::service)
                .distinct()
                .flatMap(service ->
                        sharers.apply(service).stream().flatMap(sharer -> using(service, sharer, progress).stream()))
                .findFirst();
    }

    private Optional<String> using(String service, Sharer sharer, Progress progress) {
        String who = "policy " + sharer.name();
        return sharer.policy()
                .map(policy -> using(service, policy, progress).map(reason -> who + ": " + reason))
                .orElseGet(() -> Optional.of(who + " names Service " + service + ", and can't be understood"));
    }

    private Optional<String> using(String service, Policy policy, Progress progress) {
        if (policy.clients().isEmpty()) {
            return Optional.empty();
        }
        PortUse use = new PortUse(policy, () -> facts.apply(policy), progress);
        return unclear(policy)
                .or(() -> policy.databases().stream()
                        .filter(database -> database.isBehind(service))
                        .map(Database::name)
                        .flatMap(database -> use.of(database).stream())
                        .findFirst());
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
