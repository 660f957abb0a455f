package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Plan;
import dev.berth.plan.WorkloadStep;
import dev.berth.plan.WorkloadStep.PatchValue;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;

/** Makes the steps on clients in a cluster real, by raw calls to the API server. */
public final class WorkloadEffects {
    private final KubernetesClient client;

    public WorkloadEffects(KubernetesClient client) {
        this.client = client;
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(String migration, Plan plan, WorkloadStep step, Map<String, String> evidence) {
        return step.match(new WorkloadStep.Cases<>() {
            @Override
            public Effect confirmWorkload(WorkloadStep.ConfirmWorkload step) {
                return ready(migration, step, evidence);
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
        });
    }

    /** The same only tried: pods are looked at, and what would be written is a dry run. */
    Effect tried(String migration, Plan plan, WorkloadStep step, Map<String, String> evidence) {
        return step.match(new WorkloadStep.Cases<>() {
            @Override
            public Effect confirmWorkload(WorkloadStep.ConfirmWorkload step) {
                return Tried.alone(ready(migration, step, evidence)::apply);
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
        });
    }

    private ReadyWorkload ready(String migration, WorkloadStep.ConfirmWorkload step, Map<String, String> evidence) {
        String confirmed = evidence.getOrDefault(step.id(), "");
        return new ReadyWorkload(
                LiveWorkload.of(client, step.namespace(), step.workload()),
                confirmed,
                Mark.of(migration, confirmed),
                step.ready(),
                step.patience());
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

    private static String mark(String migration, String confirmed, Map<String, String> evidence) {
        return Mark.of(migration, evidence.getOrDefault(confirmed, ""));
    }
}
