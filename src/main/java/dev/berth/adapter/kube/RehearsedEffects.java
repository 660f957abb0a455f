package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServicePorts;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The effects of a rehearsal: Services are copies, and what would be written to the real ones is tried by a dry run; of
 * clients there are no copies, so their steps are only tried.
 *
 * @param originals what each copy stands for, by its name
 * @param callers begin to call a database once it has answered
 */
record RehearsedEffects(KubernetesClient client, Effects real, Map<String, String> originals, Callers callers)
        implements Effects {
    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        if (step instanceof WorkloadStep workload) {
            return new WorkloadEffects(client, (namespace, policy, grants) -> Optional.empty(), port -> Stream.of())
                    .tried(migration, plan, workload, evidence);
        }
        Effect copy = real.of(migration, plan, step, evidence);
        if (step instanceof ProbeStep.ConfirmAnswer confirm) {
            return new Called(copy, () -> callers.call(confirm.endpoint()));
        }
        return step instanceof ServiceStep.AddPorts add
                ? new Tried(new AddedPorts(new LiveService(client, original(add.ports())))::tried, copy)
                : copy;
    }

    /** An effect after which something begins. */
    private record Called(Effect effect, Runnable then) implements Effect {
        @Override
        public boolean holds() {
            return effect.holds();
        }

        @Override
        public Attempt apply() {
            Attempt attempt = effect.apply();
            if (attempt instanceof Attempt.Done) {
                then.run();
            }
            return attempt;
        }

        @Override
        public Attempt undo() {
            return effect.undo();
        }
    }

    private ServicePorts original(ServicePorts copy) {
        return new ServicePorts(copy.namespace(), originals.getOrDefault(copy.service(), copy.service()), copy.pairs());
    }
}
