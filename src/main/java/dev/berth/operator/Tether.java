package dev.berth.operator;

import dev.berth.plan.FieldManagers;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * Keeps a policy in the cluster while a migration of it may be half-done, by a finalizer. A policy gets it with its first
 * migration: one that never moved goes without asking anybody, and costs no call for it.
 */
record Tether(KubernetesClient client) {
    static final String FINALIZER = "berth.dev/migrations";

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(FieldManagers.OWN)
            .withForce(true)
            .build();

    /**
     * Refused where the policy is about to go, or is another one of its name: its uid says which one is meant. Applied again
     * where the answer is lost, which changes nothing.
     */
    void tie(String namespace, String policy, String uid) {
        DatabasePortPolicy tied = new DatabasePortPolicy();
        tied.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(policy)
                .withUid(uid)
                .withFinalizers(FINALIZER)
                .build());
        new Unrepeated(client).call(again -> again.resource(tied).patch(APPLY), Optional::empty);
    }

    /** The policy that is meant, by its uid: one of its name may have come after it. */
    void untie(DatabasePortPolicy policy) {
        String path = "/metadata/finalizers/" + policy.getFinalizers().indexOf(FINALIZER);
        String patch = "[" + AnnotatedPermit.same(policy) + ", "
                + "{\"op\": \"test\", \"path\": \"" + path + "\", \"value\": \"" + FINALIZER + "\"}, "
                + "{\"op\": \"remove\", \"path\": \"" + path + "\"}]";
        try {
            new Unrepeated(client)
                    .call(
                            unrepeated -> unrepeated.resource(policy).patch(PatchContext.of(PatchType.JSON), patch),
                            () -> untied(policy));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw refused;
            }
        }
    }

    private Optional<DatabasePortPolicy> untied(DatabasePortPolicy policy) {
        DatabasePortPolicy now = client.resource(policy).get();
        boolean there = now != null
                && now.getMetadata().getUid().equals(policy.getMetadata().getUid())
                && now.hasFinalizer(FINALIZER);
        return there ? Optional.empty() : Optional.of(policy);
    }
}
