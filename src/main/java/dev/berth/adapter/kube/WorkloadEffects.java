package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Plan;
import dev.berth.plan.PodPorts;
import dev.berth.plan.WorkloadStep;
import dev.berth.plan.WorkloadStep.PatchValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Makes the steps on workloads in a cluster, and on values of theirs, real, by raw calls to the API server. */
public final class WorkloadEffects {
    private final KubernetesClient client;
    private final GrantLender lender;
    private final IntFunction<Stream<String>> holders;

    /** @param holders the pods that have a port of their node, as {@code Pod NAMESPACE/NAME} */
    public WorkloadEffects(KubernetesClient client, GrantLender lender, IntFunction<Stream<String>> holders) {
        this.client = client;
        this.lender = lender;
        this.holders = holders;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(String migration, Plan plan, WorkloadStep step, Map<String, String> evidence) {
        return step.match(new WorkloadStep.Cases<>() {
            @Override
            public Effect confirmWorkload(WorkloadStep.ConfirmWorkload step) {
                return ready(migration, plan, step, evidence);
            }

            @Override
            public Effect patchValue(PatchValue step) {
                return patched(migration, plan, step, evidence);
            }

            @Override
            public Effect rollOut(WorkloadStep.RollOut step) {
                return new RolledOut(
                        LiveWorkload.of(client, step.namespace(), step.workload()),
                        mark(migration, step.confirmed(), evidence),
                        step.patience());
            }

            @Override
            public Effect grantHostPorts(WorkloadStep.GrantHostPorts step) {
                return new RegisteredHostPorts(lender, step.ports(), plan.policy());
            }

            @Override
            public Effect patchHostPorts(WorkloadStep.PatchHostPorts step) {
                return patched(migration, plan, step, evidence);
            }
        });
    }

    /** The same only tried: pods are looked at, and what would be written is a dry run. */
    Effect tried(String migration, Plan plan, WorkloadStep step, Map<String, String> evidence) {
        return step.match(new WorkloadStep.Cases<>() {
            @Override
            public Effect confirmWorkload(WorkloadStep.ConfirmWorkload step) {
                return Tried.alone(ready(migration, plan, step, evidence)::apply);
            }

            /** A later text of one value follows from an earlier one, which nobody has written. */
            @Override
            public Effect patchValue(PatchValue step) {
                return Tried.alone(
                        plan.before(step).isEmpty()
                                ? patched(migration, plan, step, evidence)::tried
                                : () -> new Attempt.Done("not tried: it follows from an earlier step"));
            }

            @Override
            public Effect rollOut(WorkloadStep.RollOut step) {
                String mark = mark(migration, step.confirmed(), evidence);
                return Tried.alone(() -> Calls.attempt(() -> LiveWorkload.of(client, step.namespace(), step.workload())
                        .tried(mark)));
            }

            @Override
            public Effect grantHostPorts(WorkloadStep.GrantHostPorts step) {
                return Tried.alone(Attempt::done);
            }

            @Override
            public Effect patchHostPorts(WorkloadStep.PatchHostPorts step) {
                return Tried.alone(patched(migration, plan, step, evidence)::tried);
            }
        });
    }

    private ReadyWorkload ready(
            String migration, Plan plan, WorkloadStep.ConfirmWorkload step, Map<String, String> evidence) {
        String confirmed = evidence.getOrDefault(step.id(), "");
        return new ReadyWorkload(
                LiveWorkload.of(client, step.namespace(), step.workload()),
                confirmed,
                Mark.of(migration, confirmed),
                step.ready(),
                step.patience(),
                () -> plan.steps(WorkloadStep.PatchHostPorts.class)
                        .filter(patch -> patch.confirmed().equals(step.id()))
                        .forEach(patch -> lend(plan, patch.ports())));
    }

    private PatchedValue patched(String migration, Plan plan, PatchValue step, Map<String, String> evidence) {
        return new PatchedValue(
                new LiveObject(
                        client,
                        step.namespace(),
                        step.place().kind(),
                        step.place().name()),
                step.place(),
                step.substitution(),
                plan.before(step).stream().map(PatchValue::substitution).toList(),
                step.confirmed().isEmpty() ? "" : mark(migration, step.confirmed(), evidence));
    }

    private PatchedHostPorts patched(
            String migration, Plan plan, WorkloadStep.PatchHostPorts step, Map<String, String> evidence) {
        PodPorts ports = step.ports();
        return new PatchedHostPorts(
                new LiveObject(
                        client,
                        ports.namespace(),
                        ports.workload().kind(),
                        ports.workload().name()),
                ports,
                mark(migration, step.confirmed(), evidence),
                () -> lend(plan, ports),
                holders);
    }

    private void lend(Plan plan, PodPorts ports) {
        lender.lend(ports.namespace(), plan.policy(), ports.former(plan.policy()));
    }

    private static String mark(String migration, String confirmed, Map<String, String> evidence) {
        return Mark.of(migration, evidence.getOrDefault(confirmed, ""));
    }
}
