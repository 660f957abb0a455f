package dev.berth.app;

import dev.berth.adapter.kube.SecretLogins;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.WorkloadEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.engine.Engines;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the steps of a cluster real, each family by its adapter. */
final class ClusterEffects implements Effects {
    private final KubernetesClient client;
    private final Clock clock;
    private final ServiceEffects services;
    private final WorkloadEffects workloads;

    /** @param register writes what the guard lets pass; the reason where that can't be done */
    ClusterEffects(KubernetesClient client, Supplier<Optional<String>> register, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.services = new ServiceEffects(client, register);
        this.workloads = new WorkloadEffects(client);
    }

    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        if (step instanceof ServiceStep service) {
            return services.of(plan.policy(), service);
        }
        if (step instanceof WorkloadStep workload) {
            return workloads.of(migration, plan, workload, evidence);
        }
        if (step instanceof ProbeStep probe) {
            return probes(plan).of(plan, probe, evidence);
        }
        throw new IllegalStateException(step.id() + " is no step of a cluster");
    }

    /** With the logins of the plan's own namespace. */
    private ProbeEffects probes(Plan plan) {
        return new ProbeEffects(
                Engines.supported(),
                new SecretLogins(client, plan.namespace()),
                new ProcHost(Path.of("/proc")),
                clock,
                () -> false);
    }
}
