package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.Cloner;

/**
 * Copies objects. A policy is copied for every pass, and by way of JSON that would be a good part of it: its copy has metadata of
 * its own, and shares the spec and the status, which nobody changes.
 */
record PolicyCopies(KubernetesClient client) implements Cloner {
    @Override
    @SuppressWarnings("unchecked")
    public <R extends HasMetadata> R clone(R object) {
        return object instanceof DatabasePortPolicy policy
                ? (R) copy(policy)
                : client.getKubernetesSerialization().clone(object);
    }

    static DatabasePortPolicy copy(DatabasePortPolicy policy) {
        DatabasePortPolicy copy = new DatabasePortPolicy();
        copy.setApiVersion(policy.getApiVersion());
        copy.setKind(policy.getKind());
        copy.setMetadata(new ObjectMetaBuilder(policy.getMetadata()).build());
        copy.setSpec(policy.getSpec());
        copy.setStatus(policy.getStatus());
        return copy;
    }
}
