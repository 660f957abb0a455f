package dev.berth.app;

import dev.berth.adapter.file.PlanJson;
import dev.berth.adapter.kube.ClientSource;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.adapter.kube.WorkloadEffects;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.cycle.ClusterCycle;
import dev.berth.cycle.ClusterSoak;
import dev.berth.cycle.Soaked;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.execute.Effects;
import dev.berth.execute.Watcher;
import dev.berth.operator.ClusterRecords;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Pass;
import dev.berth.operator.PolicyOperator;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.plan.WorkloadStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    private final KubernetesClient client;
    private final Clock clock;
    private final Effects effects;
    private final PlanJson json = new PlanJson();

    /** The policies that were passed over since the start: what an earlier operator left half-done ends at the first pass. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private ClusterHarbour(KubernetesClient client, Clock clock, UnaryOperator<Effects> between) {
        this.client = client;
        this.clock = clock;
        this.effects = between.apply(effects(client, clock));
    }

    /** Keeps every policy that the client may see, until it is closed. */
    static PolicyOperator open(KubernetesClient client, Clock clock) {
        return open(client, clock, UnaryOperator.identity());
    }

    /** @param between what stands between the operator and the world */
    static PolicyOperator open(KubernetesClient client, Clock clock, UnaryOperator<Effects> between) {
        return PolicyOperator.start(client, new ClusterHarbour(client, clock, between)::pass, clock);
    }

    private Pass pass(DatabasePortPolicy policy, Neighbours near) {
        var metadata = policy.getMetadata();
        var reading = PolicyObjects.read(policy);
        var live = ServiceSource.live(client);
        var records = new ClusterRecords(client, metadata.getNamespace(), metadata.getName(), json::text, json::plan);
        var watcher = new Watcher() {};
        var cycle = new ClusterCycle(
                new ServiceSource(near::service, near::slices, new ClientSource(client)),
                live,
                records,
                effects,
                clock,
                watcher);
        boolean first = taken.add(metadata.getNamespace() + "/" + metadata.getName());
        if (!first && !ClusterCycle.moves(reading)) {
            return new Pass(cycle.decide(reading), Optional.empty(), Soaked.UNKNOWN);
        }
        var decision = cycle.advance(reading);
        var soaked = new ClusterSoak(live, records, effects, clock, watcher)
                .pass(reading, decision, Optional.ofNullable(annotations(policy).get(ClusterSoak.RETIRE)));
        return new Pass(decision, cycle.newest(), soaked);
    }

    private static Map<String, String> annotations(DatabasePortPolicy policy) {
        return Objects.requireNonNullElse(policy.getMetadata().getAnnotations(), Map.of());
    }

    /** Passwords of Secrets are not read yet, so databases are asked without any. */
    private static Effects effects(KubernetesClient client, Clock clock) {
        var services = new ServiceEffects(client);
        var workloads = new WorkloadEffects(client);
        var probes = new ProbeEffects(
                Engines.supported(),
                (credentials, root) -> Login.NONE,
                new ProcHost(Path.of("/proc")),
                clock,
                () -> false);
        return (migration, plan, step, evidence) -> {
            if (step instanceof ServiceStep service) {
                return services.of(service);
            }
            if (step instanceof WorkloadStep workload) {
                return workloads.of(migration, plan, workload, evidence);
            }
            if (step instanceof ProbeStep probe) {
                return probes.of(plan, probe, evidence);
            }
            throw new IllegalStateException(step.id() + " is no step of a cluster");
        };
    }
}
