package dev.berth.plan;

import static dev.berth.plan.Phase.VERIFY;

import dev.berth.plan.ValueChanges.Change;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import dev.berth.policy.Workload;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the steps that bring the clients of moved databases over. */
record WorkloadSteps(Policy policy, StepList steps) {
    /** The time that a Deployment has by default to make progress: until its next pod is ready. */
    private static final Duration ROLL_OUT = Duration.ofMinutes(10);

    /** One that is in the middle of something may come to rest in that time. */
    private static final Duration READY = Duration.ofMinutes(1);

    private static final Duration ANSWER = Duration.ofSeconds(30);

    /**
     * Gives the step by which each workload was confirmed.
     *
     * @param changes of values, in the order of the policy
     */
    Map<Workload, String> confirm(Phase phase, List<Change> changes) {
        Map<Workload, String> confirmed = new LinkedHashMap<>();
        changes.stream()
                .flatMap(WorkloadSteps::workloads)
                .distinct()
                .forEach(workload -> confirmed.put(workload, confirmed(phase, workload)));
        return confirmed;
    }

    /**
     * @param confirmed the steps by which their workloads were
     * @param databases whose clients are asked whether they are well
     */
    void add(List<Change> changes, Map<Workload, String> confirmed, List<String> databases) {
        changes.forEach(change -> patch(change, confirmed));
        confirmed.forEach((workload, step) -> steps.add(
                VERIFY,
                "roll-out",
                "its pods read the values when they start",
                head -> new WorkloadStep.RollOut(head, policy.namespace(), workload, step, ROLL_OUT)));
        probe(databases);
    }

    /** Whose pods must start anew for a change to count. */
    static Stream<Workload> workloads(Change change) {
        return Stream.concat(
                change.rule().place().workload().stream(), change.client().restart().map(Workload::of).stream());
    }

    private String confirmed(Phase phase, Workload workload) {
        return steps.add(
                phase,
                "confirm-workload",
                "a client that is not well before would not be well after",
                head -> new WorkloadStep.ConfirmWorkload(head, policy.namespace(), workload, READY, ROLL_OUT));
    }

    private void patch(Change change, Map<Workload, String> confirmed) {
        String marked = change.rule().place().workload().map(confirmed::get).orElse("");
        steps.add(
                VERIFY,
                "patch-value",
                change.client().name() + " takes the port from there",
                head -> new WorkloadStep.PatchValue(
                        head,
                        policy.namespace(),
                        change.client().name(),
                        change.rule().place(),
                        change.substitution(),
                        marked));
    }

    private void probe(List<String> databases) {
        List<ProbeStep.Probe> probes = policy.clients().stream()
                .filter(client -> client.uses().stream().anyMatch(databases::contains))
                .flatMap(WorkloadSteps::probe)
                .toList();
        if (!probes.isEmpty()) {
            int most = policy.verify().maxFailedClients();
            steps.add(
                    VERIFY,
                    "probe-clients",
                    "more than " + most + "% failing takes the move back",
                    head -> new ProbeStep.ProbeClients(head, probes, most, ANSWER));
        }
    }

    private static Stream<ProbeStep.Probe> probe(Client client) {
        return client.probe().map(url -> new ProbeStep.Probe(client.name(), url)).stream();
    }
}
