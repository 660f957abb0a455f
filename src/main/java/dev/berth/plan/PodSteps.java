package dev.berth.plan;

import static dev.berth.plan.Phase.PREPARE;
import static dev.berth.plan.Phase.SWITCH;

import dev.berth.policy.Workload;
import java.time.Duration;

/** Writes the steps that give the pods of one workload other ports of their nodes; between the two nothing answers. */
record PodSteps(PodPorts ports, StepList steps) {
    private static final Duration READY = Duration.ofMinutes(1);

    /** A database may have to read its log first; a pod that has no place on any node is taken back after that time. */
    private static final Duration START = Duration.ofMinutes(5);

    void grant() {
        steps.add(
                PREPARE,
                "grant-host-ports",
                "the cluster's guard refuses a pod with a protected port that no grant gives",
                head -> new WorkloadStep.GrantHostPorts(head, ports));
    }

    /** Gives the step by which the workload was confirmed. */
    String confirm() {
        Workload workload = ports.workload();
        return steps.add(
                PREPARE,
                "confirm-workload",
                "a database whose pods are not well is not restarted",
                head -> new WorkloadStep.ConfirmWorkload(head, ports.namespace(), workload, READY, START));
    }

    void change(String confirmed) {
        steps.add(
                SWITCH,
                "patch-host-ports",
                "a pod has one hostPort for a port of its container, and gets another only when it starts",
                head -> new WorkloadStep.PatchHostPorts(head, ports, confirmed));
        steps.add(
                SWITCH,
                "roll-out",
                "its pods have the new ports when they start",
                head -> new WorkloadStep.RollOut(head, ports.namespace(), ports.workload(), confirmed, START));
    }
}
