package dev.berth.app;

import dev.berth.adapter.kube.CopiedServices;
import dev.berth.adapter.kube.Leftovers;
import dev.berth.adapter.kube.SecretLogins;
import dev.berth.adapter.kube.ServiceSource;
import dev.berth.adapter.net.EnginePulses;
import dev.berth.cycle.ClusterRehearsal;
import dev.berth.cycle.RehearsalWalk;
import dev.berth.engine.Engines;
import dev.berth.execute.Effects;
import dev.berth.execute.Watcher;
import dev.berth.journal.Progress;
import dev.berth.journal.Progress.Standing;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.operator.Warden;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Wires what an operator makes in a cluster for a while, and removes what was left of it. */
record ClusterDock(KubernetesClient client, Warden warden, Clock clock, ClusterLedger ledger, Engines engines) {
    /**
     * The rehearsals of the plans of a policy.
     *
     * @param leaving whether what is under way is to be left to whoever comes next
     */
    ClusterRehearsal rehearsal(DatabasePortPolicy policy, Effects effects, Watcher watcher, BooleanSupplier leaving) {
        var metadata = policy.getMetadata();
        var copies = new CopiedServices(
                client,
                owner(policy),
                grants -> warden.lend(metadata.getNamespace(), metadata.getName(), grants),
                new EnginePulses(engines, new SecretLogins(client, metadata.getNamespace())));
        return new ClusterRehearsal(
                ledger.rehearsals(policy),
                new RehearsalWalk(ServiceSource.live(client), copies, effects, clock, watcher, leaving),
                clock);
    }

    private static OwnerReference owner(DatabasePortPolicy policy) {
        return new OwnerReferenceBuilder()
                .withApiVersion(policy.getApiVersion())
                .withKind(policy.getKind())
                .withName(policy.getMetadata().getName())
                .withUid(policy.getMetadata().getUid())
                .build();
    }

    /**
     * Removes what was left behind of a policy of which nothing is under way, whatever the caches say of that; gives what
     * there was.
     */
    List<Leftovers.Found> sweep(DatabasePortPolicy policy) {
        var metadata = policy.getMetadata();
        return ledger.records(policy).unfinished().stream()
                        .map(journal -> Progress.of(journal.entries()).standing())
                        .anyMatch(standing -> standing != Standing.SOAKING)
                ? List.of()
                : new Leftovers(client, metadata.getNamespace(), metadata.getName()).sweep();
    }
}
