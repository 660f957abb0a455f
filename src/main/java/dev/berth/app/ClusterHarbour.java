package dev.berth.app;

import dev.berth.adapter.file.PlanJson;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceEffects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.adapter.net.ProbeEffects;
import dev.berth.adapter.net.ProcHost;
import dev.berth.cycle.ClusterCycle;
import dev.berth.cycle.ClusterFinding;
import dev.berth.cycle.Latest;
import dev.berth.cycle.Orders;
import dev.berth.cycle.Tiers;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.execute.Effects;
import dev.berth.execute.Watcher;
import dev.berth.operator.Annotations;
import dev.berth.operator.ClusterRecords;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.PolicyOperator;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.ServiceStep;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    private final KubernetesClient client;
    private final Clock clock;
    private final Effects effects;
    private final PlanJson json = new PlanJson();

    /**
     * The newest migration of each policy, as the last pass left it. Where nothing is known, as at the start and after a
     * fault, a pass acts: it asks the records, and ends what was left half-done.
     */
    private final Map<Tiers.Name, Optional<Latest>> newest = new ConcurrentHashMap<>();

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

    private ClusterFinding pass(DatabasePortPolicy policy, Neighbours near, Consumer<ClusterFinding> before) {
        var metadata = policy.getMetadata();
        var name = new Tiers.Name(metadata.getNamespace(), metadata.getName());
        var reading = PolicyObjects.read(policy);
        var remembered = new ServiceSource(near::service, near::slices);
        var orders = Annotations.orders(policy, client, tiers(reading, new ClusterTiers(near, remembered)));
        var cycle = new ClusterCycle(
                remembered,
                ServiceSource.live(client),
                new ClusterRecords(client, name.namespace(), name.name(), json::text, json::plan),
                effects,
                clock,
                new Watcher() {});
        var known = newest.remove(name);
        var found = known == null
                ? cycle.act(reading, orders, before)
                : acted(cycle, reading, orders, cycle.look(reading, orders, known), before);
        newest.put(name, found.newest());
        return found;
    }

    private static ClusterFinding acted(
            ClusterCycle cycle, Reading reading, Orders orders, ClusterFinding found, Consumer<ClusterFinding> before) {
        return cycle.due(reading, orders, found) ? cycle.act(reading, orders, before) : found;
    }

    private static Tiers tiers(Reading reading, ClusterTiers tiers) {
        return reading instanceof Reading.Valid valid
                ? tiers.of(valid.policies().get(0))
                : Orders.NONE.tiers();
    }

    /** Passwords of Secrets are not read yet, so databases are asked without any. */
    private static Effects effects(KubernetesClient client, Clock clock) {
        var services = new ServiceEffects(client);
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
