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
import java.util.UUID;

/**
 * An approval as an annotation of its policy, which is taken away when it is used: it is good for one migration. In its place
 * another says that it was used, and in which attempt: where the answer is lost, that alone tells whether the approval was used
 * or taken back by the person who gave it.
 */
record AnnotatedPermit(KubernetesClient client, DatabasePortPolicy policy, String hash) implements Permit {
    /** Which approval was used last. */
    static final String USED = "berth.dev/approved";

    private static final int UNPROCESSABLE = 422;

    /** The API server takes the annotation away only where it still says the same, of this very policy. */
    @Override
    public Optional<Approval> use() {
        String attempt = hash + " " + UUID.randomUUID();
        PatchContext how = PatchContext.of(PatchType.JSON);
        String patch = "[" + same(policy) + ", " + operation("test", Signal.APPROVE.key(), hash) + ", "
                + operation("remove", Signal.APPROVE.key(), "") + ", " + operation("add", USED, attempt) + "]";
        try {
            new Unrepeated(client)
                    .call(
                            unrepeated -> unrepeated.resource(policy).patch(how, patch),
                            () -> Optional.ofNullable(client.resource(policy).get())
                                    .filter(now -> isUsed(now, attempt)));
            return Optional.of(new Approval(manager(), Signal.APPROVE.key()));
        } catch (KubernetesClientException refused) {
            if (isOver(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Whether an annotation, or its policy, is no longer there as it was. */
    static boolean isOver(KubernetesClientException refused) {
        return refused.getCode() == UNPROCESSABLE || refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Of a JSON patch (RFC 6902, section 4): it is for this policy, and for no later one of its name. */
    static String same(DatabasePortPolicy policy) {
        return "{\"op\": \"test\", \"path\": \"/metadata/uid\", \"value\": \""
                + policy.getMetadata().getUid() + "\"}";
    }

    /** Another, about one annotation. */
    static String operation(String what, String annotation, String value) {
        String path = "/metadata/annotations/" + annotation.replace("/", "~1");
        return "{\"op\": \"" + what + "\", \"path\": \"" + path + "\", \"value\": \"" + value + "\"}";
    }

    private static boolean isUsed(DatabasePortPolicy now, String attempt) {
        Map<String, String> annotations = now.getMetadata().getAnnotations();
        return annotations != null && attempt.equals(annotations.get(USED));
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
