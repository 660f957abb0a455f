package dev.berth.app;

import dev.berth.adapter.file.PlanJson;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.cycle.ClusterCycle;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.execute.Effects;
import dev.berth.execute.Watcher;
import dev.berth.operator.ClusterRecords;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.Pass;
import dev.berth.operator.PolicyOperator;
import dev.berth.operator.Warden;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    /** Where a Pod is told the namespace that it is in. */
    private static final String OWN = "POD_NAMESPACE";

    private final KubernetesClient client;
    private final Clock clock;
    private final Warden warden;
    private final Effects effects;
    private final PlanJson json = new PlanJson();

    /** The policies that were passed over since the start: what an earlier operator left half-done ends at the first pass. */
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    private ClusterHarbour(KubernetesClient client, String own, Clock clock, UnaryOperator<Effects> between) {
        this.client = client;
        this.clock = clock;
        this.warden = Warden.open(client, own, PolicyObjects::read);
        this.effects = between.apply(effects(client, warden, clock));
    }

    /** Keeps every policy that the client may see, until it is closed. */
    static PolicyOperator open(KubernetesClient client, Clock clock) {
        return open(client, clock, UnaryOperator.identity());
    }

    /** @param between what stands between the operator and the world */
    static PolicyOperator open(KubernetesClient client, Clock clock, UnaryOperator<Effects> between) {
        return open(client, System.getenv().getOrDefault(OWN, "berth-system"), clock, between);
    }

    /** @param own berth's own namespace, where the register of grants is */
    static PolicyOperator open(KubernetesClient client, String own, Clock clock, UnaryOperator<Effects> between) {
        ClusterHarbour harbour = new ClusterHarbour(client, own, clock, between);
        return PolicyOperator.start(client, harbour::pass, harbour.warden, clock);
    }

    private Pass pass(DatabasePortPolicy policy, Neighbours near) {
        var metadata = policy.getMetadata();
        var reading = PolicyObjects.read(policy);
        var cycle = new ClusterCycle(
                new ServiceSource(near::service, near::slices),
                ServiceSource.live(client),
                new ClusterRecords(client, metadata.getNamespace(), metadata.getName(), json::text, json::plan),
                effects,
                clock,
                new Watcher() {});
        boolean first = taken.add(metadata.getNamespace() + "/" + metadata.getName());
        var namespace = metadata.getNamespace();
        return first || ClusterCycle.moves(reading)
                ? new Pass(cycle.advance(reading), cycle.newest(), warden.protection(namespace))
                : new Pass(cycle.decide(reading), Optional.empty(), warden.protection(namespace));
    }

    /** Passwords of Secrets are not read yet, so databases are asked without any. */
    private static Effects effects(KubernetesClient client, Warden warden, Clock clock) {
        var services = new ServiceEffects(client, warden::keep);
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
            if (step instanceof ProbeStep probe) {
                return probes.of(plan, probe, evidence);
            }
            throw new IllegalStateException(step.id() + " is no step of a cluster");
        };
    }
}
