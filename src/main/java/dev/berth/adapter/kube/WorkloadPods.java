package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pods of one workload that have not ended. */
record WorkloadPods(KubernetesClient client, String namespace, Workload workload) {
    private static final String HASH = "pod-template-hash";

    /** @param live the workload */
    List<PodReading> of(JsonNode live) {
        LabelSelector selector =
                client.getKubernetesSerialization().convertValue(live.at("/spec/selector"), LabelSelector.class);
        return client.pods().inNamespace(namespace).withLabelSelector(selector).list().getItems().stream()
                .filter(this::isIts)
                .map(PodReading::new)
                .filter(pod -> !pod.ended())
                .toList();
    }

    /** Has one that was looked at told to end; one that is another by now is left alone. */
    void end(PodReading reading) {
        try {
            client.pods()
                    .inNamespace(namespace)
                    .withName(reading.name())
                    .lockResourceVersion(reading.pod().getMetadata().getResourceVersion())
                    .delete();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw refused;
            }
        }
    }

    /** Others may have the same labels; a Deployment's pods belong to its ReplicaSets, which are named after it. */
    private boolean isIts(Pod pod) {
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        String owner = workload.kind().equals("Deployment")
                ? "ReplicaSet/" + workload.name() + "-" + labels.getOrDefault(HASH, "")
                : workload.toString();
        return pod.getMetadata().getOwnerReferences().stream()
                .map((OwnerReference reference) -> reference.getKind() + "/" + reference.getName())
                .anyMatch(owner::equals);
    }
}
