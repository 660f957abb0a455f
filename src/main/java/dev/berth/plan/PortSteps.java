package dev.berth.plan;

import static dev.berth.plan.Phase.CLEAN_UP;
import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;

import java.time.Duration;

/** Writes the steps that give one Service its new ports, and take the old ones away. */
record PortSteps(ServicePorts ports, StepList steps) {
    /** Measured: two seconds bridged every change of names (docs/kubernetes.md). */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    void removeOld() {
        steps.add(
                CLEAN_UP,
                "remove-old-ports",
                "once nobody uses an old port it is free for others",
                head -> new ServiceStep.RemoveOldPorts(head, ports));
    }
}
