package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effects;
import dev.berth.execute.sim.Pretended;
import dev.berth.operator.PolicyEvents;
import dev.berth.operator.PolicyOperator.Terms;
import dev.berth.plan.ServiceStep.AddPorts;
import dev.berth.plan.ServiceStep.RemoveOldPorts;
import dev.berth.plan.WorkloadStep.GrantHostPorts;
import dev.berth.plan.WorkloadStep.PatchHostPorts;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Effects in a cluster without pods: Services, templates and the register get and lose ports for real, and what needs pods is taken for done. */
final class Podless implements UnaryOperator<Effects> {
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** An operator of one namespace alone. */
    static ClusterWatch operator(KubernetesClient client, String own, String namespace) {
        return operator(client, own, new Terms(Set.of(namespace), Optional.empty(), () -> {}), new ClusterTally());
    }

    static ClusterWatch operator(KubernetesClient client, String own, Terms terms, ClusterTally tally) {
        var clock = Clock.systemUTC();
        var notes = new ClusterNotes(new EventLog(), tally, new PolicyEvents(client, clock, "berth"));
        return ClusterHarbour.open(client, own, clock, new Podless(), notes, terms);
    }

    /** Has moves fail in a namespace. */
    void fail(String namespace) {
        failing.add(namespace);
    }

    void mend(String namespace) {
        failing.remove(namespace);
    }

    @Override
    public Effects apply(Effects real) {
        return (migration, plan, step, evidence) -> {
            boolean fails = step instanceof AddPorts && failing.contains(plan.namespace());
            if (!fails
                    && (step instanceof AddPorts
                            || step instanceof RemoveOldPorts
                            || step instanceof GrantHostPorts
                            || step instanceof PatchHostPorts)) {
                return real.of(migration, plan, step, evidence);
            }
            return new Pretended(fails ? Attempt.notDone("planted") : Attempt.done());
        };
    }
}
