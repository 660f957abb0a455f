package dev.berth.adapter.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/** Services as an API server has them now. */
final class LiveServices {
    private LiveServices() {}

    /** The ports of one as {@code NAME PORT}. */
    static List<String> ports(KubernetesClient client, String namespace, String name) {
        return client.services().inNamespace(namespace).withName(name).require().getSpec().getPorts().stream()
                .map(port -> (port.getName() == null ? "" : port.getName() + " ") + port.getPort())
                .toList();
    }
}
