package dev.berth.app;

import dev.berth.adapter.file.PlanJson;
import dev.berth.adapter.kube.Leftovers;
import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.cycle.ClusterCycle;
import dev.berth.cycle.ClusterRehearsal;
import dev.berth.cycle.ClusterSoak;
import dev.berth.cycle.OneByOne;
import dev.berth.cycle.Orders;
import dev.berth.cycle.Trial;
import dev.berth.engine.Engines;
import dev.berth.execute.Effects;
import dev.berth.operator.Annotations;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Neighbours;
import dev.berth.operator.PerSpec;
import dev.berth.operator.PolicyEvents;
import dev.berth.operator.PolicyOperator.Terms;
import dev.berth.operator.Warden;
import dev.berth.plan.Protection;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Wires the operator to the API server of a cluster. */
final class ClusterHarbour {
    private final KubernetesClient client;
    private final Clock clock;
    private final PerSpec<Reading> readings = new PerSpec<>(PolicyObjects::read);
    private final Warden warden;
    private final Effects effects;
    private final ClusterNotes notes;
    private final ClusterDock dock;
    private final ClusterLedger ledger;
    private final ClusterSources sources;
    private final OneByOne beginning = new OneByOne();

    private ClusterHarbour(
            KubernetesClient client,
            String own,
            Clock clock,
            UnaryOperator<Effects> between,
            ClusterNotes notes,
            Terms terms) {
        this.client = client;
        this.clock = clock;
        this.warden = Warden.open(client, own, readings::of, terms.broken());
        this.effects = between.apply(new ClusterEffects(client, warden, clock));
        this.notes = notes;
        this.ledger = new ClusterLedger(client, new PlanJson());
        this.sources = new ClusterSources(client, warden, ledger);
        this.dock = new ClusterDock(client, warden, clock, ledger, Engines.supported());
    }

    /** Keeps every policy that the client may see, until it is closed. */
    static ClusterWatch open(KubernetesClient client, Clock clock) {
        return open(client, clock, UnaryOperator.identity());
    }

    /** @param between what stands between the operator and the world */
    static ClusterWatch open(KubernetesClient client, Clock clock, UnaryOperator<Effects> between) {
        return open(client, ClusterAccess.home(System.getenv()), clock, between);
    }

    /** @param own berth's own namespace, where the register of grants is */
    static ClusterWatch open(KubernetesClient client, String own, Clock clock, UnaryOperator<Effects> between) {
        var events = new PolicyEvents(client, clock, "berth");
        return open(
                client, own, clock, between, new ClusterNotes(new EventLog(), new ClusterTally(), events), Terms.ALONE);
    }

    /** @param between what stands between the operator and the world */
    static ClusterWatch open(
            KubernetesClient client,
            String own,
            Clock clock,
            UnaryOperator<Effects> between,
            ClusterNotes notes,
            Terms terms) {
        return ClusterWatch.start(new ClusterHarbour(client, own, clock, between, notes, terms), notes, terms);
    }

    /** The policies of the cluster: to read one takes longer than the rest of most passes. */
    PerSpec<Reading> readings() {
        return readings;
    }

    /** How well the namespace of a policy is protected. */
    Protection protection(DatabasePortPolicy policy) {
        return warden.protection(policy.getMetadata().getNamespace());
    }

    Warden warden() {
        return warden;
    }

    KubernetesClient client() {
        return client;
    }

    Clock clock() {
        return clock;
    }

    /**
     * One pass over a policy.
     *
     * @param leaving whether what is under way is to be left to whoever comes next
     */
    ClusterCycle cycle(DatabasePortPolicy policy, Neighbours near, BooleanSupplier leaving) {
        return new ClusterCycle(
                sources.remembered(policy, near),
                sources.live(policy, near),
                ledger.records(policy),
                beginning,
                effects,
                clock,
                notes.watcher(policy),
                leaving);
    }

    /** The ends of the soaks of a policy. */
    ClusterSoak soak(DatabasePortPolicy policy, Neighbours near, BooleanSupplier leaving) {
        var sharers = new ClusterSharers(policy, near, readings);
        return new ClusterSoak(
                ServiceSource.live(client),
                sharers,
                sharers::move,
                ledger.records(policy),
                effects,
                clock,
                notes.watcher(policy),
                leaving);
    }

    /** The rehearsals of the plans of a policy. */
    ClusterRehearsal rehearsal(DatabasePortPolicy policy, BooleanSupplier leaving) {
        return dock.rehearsal(policy, effects, notes.rehearsing(policy), leaving);
    }

    /** Removes what was left behind of a policy. */
    List<Leftovers.Found> sweep(DatabasePortPolicy policy) {
        return dock.sweep(policy);
    }

    /** What people and other policies say of a policy. */
    Orders orders(DatabasePortPolicy policy, Neighbours near, Reading reading, List<Trial> trials) {
        var tiers = reading instanceof Reading.Valid valid
                ? new ClusterTiers(near, sources.remembered(near), readings)
                        .of(valid.policies().get(0))
                : Orders.NONE.tiers();
        return Annotations.orders(policy, client, tiers, trials);
    }

    /** What is written down of migrations. */
    ClusterLedger ledger() {
        return ledger;
    }
}
