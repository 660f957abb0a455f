package dev.berth.app;

import dev.berth.adapter.kube.PodEndpoints;
import dev.berth.adapter.kube.SecretLogins;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.WorkloadEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.engine.Engines;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.operator.Warden;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.Step;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** Makes the steps of a cluster real, each family by its adapter. */
final class ClusterEffects implements Effects {
    private final KubernetesClient client;
    private final Clock clock;
    private final ServiceEffects services;
    private final WorkloadEffects workloads;

    ClusterEffects(KubernetesClient client, Warden warden, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.services = new ServiceEffects(client, warden::keep);
        this.workloads = new WorkloadEffects(client, warden::lend, warden::holders);
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
            return asked(plan, probe, evidence);
        }
        throw new IllegalStateException(step.id() + " is no step of a cluster");
    }

    private Effect asked(Plan plan, ProbeStep step, Map<String, String> evidence) {
        if (step instanceof ProbeStep.ConfirmAnswer confirm
                && confirm.endpoint().pods().isPresent()) {
            return atNodes(plan, confirm, evidence.getOrDefault(step.id(), ""), true);
        }
        return step instanceof ProbeStep.AwaitAnswer await
                        && await.endpoint().pods().isPresent()
                ? atNodes(
                        plan,
                        new ProbeStep.ConfirmAnswer(await.head(), await.endpoint(), await.patience()),
                        evidence.getOrDefault(await.confirmed(), ""),
                        false)
                : probes(plan).of(plan, step, evidence);
    }

    private Effect atNodes(Plan plan, ProbeStep.ConfirmAnswer step, String identities, boolean again) {
        var probes = probes(plan);
        return new AtNodes(
                step.endpoint().host(),
                () -> new PodEndpoints(client, plan.namespace()).of(step.endpoint()),
                pod -> probes.of(plan, new ProbeStep.ConfirmAnswer(step.head(), pod, step.patience()), Map.of()),
                identities,
                again);
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
