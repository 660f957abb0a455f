package dev.berth.plan;

import static dev.berth.plan.Phase.CLEAN_UP;
import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;
import static dev.berth.plan.Phase.VERIFY;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the steps that give one Service its new ports, ask there for its databases, and take the old ones away. */
record PortSteps(List<Crossing> crossings, ServicePorts ports, StepList steps) {
    /** Measured: two seconds bridged every change of names (docs/kubernetes.md). */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** Nothing pauses, so no step begins a pause that patience would count from. */
    private static final String NO_PAUSE = "";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whether any port is on its way; else only clients are behind. */
    boolean cross() {
        return !ports.pairs().isEmpty();
    }

    /** Gives the step by which each database was confirmed. */
    Map<Crossing, String> confirm() {
        Map<Crossing, String> confirmed = new LinkedHashMap<>();
        crossings.forEach(crossing -> confirmed.put(
                crossing,
                steps.add(
                        PREPARE,
                        "confirm-answer",
                        "the database must be well before it is touched, and again after a rollback",
                        head -> new ProbeStep.ConfirmAnswer(head, crossing.endpoint(crossing.from()), PATIENCE))));
        return confirmed;
    }

    void add() {
        steps.add(
                PREPARE,
                "grant-ports",
                "the cluster's guard refuses a protected port that no grant gives",
                head -> new ServiceStep.GrantPorts(head, ports, PATIENCE));
        if (ports.renames()) {
            bridge();
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

    private void bridge() {
        steps.add(
                SWITCH,
                "bridge-ports",
                "a port gets a name, which its endpoints have a moment later than it",
                head -> new ServiceStep.BridgePorts(head, ports));
        steps.add(
                SWITCH,
                "settle-bridge",
                "nobody can ask a kube-proxy what it knows",
                head -> new ServiceStep.SettleBridge(head, ports, SETTLE, PATIENCE));
    }

    void answer(Map<Crossing, String> confirmed) {
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
    }

    void removeOld() {
        steps.add(
                CLEAN_UP,
                "remove-old-ports",
                "once nobody uses an old port it is free for others",
                head -> new ServiceStep.RemoveOldPorts(head, ports));
    }
}
