package dev.berth.operator;

import dev.berth.cycle.Approval;
import dev.berth.cycle.Permit;
import dev.berth.plan.Signal;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;

/** An approval as an annotation of its policy, which is taken away when it is used: it is good for one migration. */
record AnnotatedPermit(KubernetesClient client, DatabasePortPolicy policy, String hash) implements Permit {
    private static final int UNPROCESSABLE = 422;

    /** The API server takes the annotation away only where it still says the same. */
    @Override
    public Optional<Approval> use() {
        String path = "/metadata/annotations/" + Signal.APPROVE.key().replace("/", "~1");
        String patch = "[{\"op\": \"test\", \"path\": \"" + path + "\", \"value\": \"" + hash + "\"},"
                + "{\"op\": \"remove\", \"path\": \"" + path + "\"}]";
        try {
            client.resources(DatabasePortPolicy.class)
                    .inNamespace(policy.getMetadata().getNamespace())
                    .withName(policy.getMetadata().getName())
                    .patch(PatchContext.of(PatchType.JSON), patch);
            return Optional.of(new Approval(manager(), Signal.APPROVE.key()));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == UNPROCESSABLE || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** An API server does not tell who wrote an annotation, only with what. */
    private String manager() {
        return policy.getMetadata().getManagedFields().stream()
                .filter(AnnotatedPermit::approves)
                .map(ManagedFieldsEntry::getManager)
                .findFirst()
                .orElse("unknown");
    }

    private static boolean approves(ManagedFieldsEntry entry) {
        return entry.getFieldsV1() != null
                && entry.getFieldsV1().getAdditionalProperties().get("f:metadata") instanceof Map<?, ?> metadata
                && metadata.get("f:annotations") instanceof Map<?, ?> annotations
                && annotations.containsKey("f:" + Signal.APPROVE.key());
    }
}
