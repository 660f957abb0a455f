package dev.berth.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.function.Consumer;

/**
 * Of several operators one acts at a time: the one that holds the Lease {@code berth}.
 *
 * @param namespace where the Lease is
 * @param identity what this one is called in it
 * @param elected told of every new leader
 * @param lost told when this one leads no longer
 */
public record Leadership(String namespace, String identity, Consumer<String> elected, Runnable lost) {
    public static final String LEASE = "berth";

    /** JOSDK leaves the Lease to run out; who ends in order gives it away, so that the next one need not wait. */
    void release(KubernetesClient client) {
        try {
            Lease lease = client.leases().inNamespace(namespace).withName(LEASE).get();
            if (lease != null && identity.equals(lease.getSpec().getHolderIdentity())) {
                lease.getSpec().setHolderIdentity("");
                lease.getSpec().setLeaseDurationSeconds(1);
                client.resource(lease).update();
            }
        } catch (KubernetesClientException refused) {
            // It runs out by itself.
        }
    }

    /** By the times that client-go has, too: 15 s, 10 s and 2 s. */
    LeaderElectionConfiguration configuration() {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(namespace)
                .withIdentity(identity)
                .withLeaderCallbacks(new LeaderCallbacks(() -> {}, lost, elected))
                .withExitOnStopLeading(false)
                .build();
    }
}
