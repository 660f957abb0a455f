package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.policy.Endpoint;
import dev.berth.policy.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** Where the pods of one namespace answer at their nodes. */
public record PodEndpoints(KubernetesClient client, String namespace) {
    /**
     * One for each pod that is ready.
     *
     * @param endpoint of all pods of a workload
     */
    public List<Endpoint> of(Endpoint endpoint) {
        Workload workload = endpoint.pods().orElseThrow();
        LiveObject object = new LiveObject(client, namespace, workload.kind(), workload.name());
        GenericKubernetesResource live = object.now();
        return new WorkloadPods(client, namespace, workload)
                .of(object.json(live)).stream()
                        .filter(pod -> pod.ready() && !pod.ends())
                        .flatMap(pod -> addresses(pod, endpoint))
                        .distinct()
                        .map(endpoint::at)
                        .toList();
    }

    private Stream<String> addresses(PodReading pod, Endpoint endpoint) {
        JsonNode spec =
                client.getKubernetesSerialization().convertValue(pod.pod().getSpec(), JsonNode.class);
        return TemplatePort.in(spec)
                .filter(port -> port.target() == endpoint.target())
                .map(port -> port.address().isEmpty() ? pod.pod().getStatus().getHostIP() : port.address());
    }
}
