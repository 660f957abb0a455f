package dev.berth.plan;

import static dev.berth.plan.Phase.CLEAN_UP;
import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;
import static dev.berth.plan.Phase.VERIFY;

import dev.berth.observe.ClusterFacts;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the moves of a policy in a cluster, one a Service: nothing stops, since a Service may have its old and its new port
 * side by side.
 */
final class ServiceMoves {
    /** Measured: two seconds bridged every change of names (docs/kubernetes.md). */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** Nothing pauses, so no step begins a pause that patience would count from. */
    private static final String NO_PAUSE = "";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Policy policy;
    private final ClusterFacts facts;

    private ServiceMoves(Policy policy, ClusterFacts facts) {
        this.policy = policy;
        this.facts = facts;
    }

    /** Empty where every berth is in its place, or one can't be moved. */
    static Optional<Plan> of(Policy policy, ClusterFacts facts, List<ServiceBerth> berths) {
        return berths.stream().anyMatch(berth -> berth.standing() instanceof ServiceBerth.Barred)
                ? Optional.empty()
                : new ServiceMoves(policy, facts).plan(berths);
    }

    private Optional<Plan> plan(List<ServiceBerth> berths) {
        Map<String, List<Crossing>> services = new LinkedHashMap<>();
        for (Database database : policy.databases()) {
            for (Database.Port port : database.ports()) {
                berths.stream()
                        .filter(berth -> berth.name().equals(database.name() + "." + port.name()))
                        .flatMap(berth -> crossing(database, port, berth).stream())
                        .forEach(crossing -> services.computeIfAbsent(
                                        crossing.service().name(), name -> new ArrayList<>())
                                .add(crossing));
            }
        }
        List<Move> moves = services.values().stream().map(this::move).toList();
        return moves.isEmpty() ? Optional.empty() : Optional.of(hashed(moves));
    }

    private Optional<Crossing> crossing(Database database, Database.Port port, ServiceBerth berth) {
        return berth.standing() instanceof ServiceBerth.Elsewhere elsewhere
                        && database.runner() instanceof Database.Runner.Service runner
                ? facts.service(runner.name()).map(service -> new Crossing(database, port, service, elsewhere.now()))
                : Optional.empty();
    }

    private Plan hashed(List<Move> moves) {
        Plan plan = new Plan(
                policy.name(),
                policy.namespace(),
                policy.fingerprint(),
                "",
                Optional.empty(),
                policy.rollback(),
                moves,
                List.of(),
                "");
        return plan.hashed();
    }

    private Move move(List<Crossing> crossings) {
        String service = crossings.get(0).service().name();
        ServicePorts ports = new ServicePorts(
                policy.namespace(),
                service,
                crossings.stream().map(Crossing::pair).toList());
        StepList steps = new StepList(service);
        Map<Crossing, String> confirmed = new LinkedHashMap<>();
        crossings.forEach(crossing -> confirmed.put(
                crossing,
                steps.add(
                        PREPARE,
                        "confirm-answer",
                        "the database must be well before it is touched, and again after a rollback",
                        head -> new ProbeStep.ConfirmAnswer(head, crossing.endpoint(crossing.from()), PATIENCE))));
        steps.add(
                PREPARE,
                "grant-ports",
                "the cluster's guard refuses a protected port that no grant gives",
                head -> new ServiceStep.GrantPorts(head, ports, PATIENCE));
        add(ports, steps);
        crossings.forEach(crossing -> steps.add(
                VERIFY,
                "await-answer",
                "an open port is no proof; an answer of the same database is",
                head -> new ProbeStep.AwaitAnswer(
                        head,
                        crossing.endpoint(crossing.port().port()),
                        confirmed.getOrDefault(crossing, ""),
                        PATIENCE,
                        NO_PAUSE)));
        steps.add(
                CLEAN_UP,
                "remove-old-ports",
                "once nobody uses an old port it is free for others",
                head -> new ServiceStep.RemoveOldPorts(head, ports));
        return new Move(service, crossings.stream().map(Crossing::berthing).toList(), Duration.ZERO, steps.steps());
    }

    private static void add(ServicePorts ports, StepList steps) {
        String bridged = "a port gets a name, which its endpoints have a moment later than it";
        if (ports.renames()) {
            steps.add(SWITCH, "bridge-ports", bridged, head -> new ServiceStep.BridgePorts(head, ports));
            steps.add(
                    SWITCH,
                    "settle-bridge",
                    "nobody can ask a kube-proxy what it knows",
                    head -> new ServiceStep.SettleBridge(head, ports, SETTLE, PATIENCE));
        }
        steps.add(
                SWITCH,
                "add-ports",
                "both ports answer while clients change over",
                head -> new ServiceStep.AddPorts(head, ports));
        steps.add(
                SWITCH,
                "await-ports",
                "a port without endpoints refuses",
                head -> new ServiceStep.AwaitPorts(head, ports, SETTLE, PATIENCE));
        if (ports.renames()) {
            steps.add(
                    SWITCH,
                    "remove-bridge",
                    "the cluster keeps the endpoints by itself now",
                    head -> new ServiceStep.RemoveBridge(head, ports));
        }
    }
}
