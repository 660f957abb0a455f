package dev.berth.adapter.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;

/** The API server of a test, and what people do there. */
public sealed interface ApiServer permits Cluster, Node {
    /** An administrator's client. */
    KubernetesClient client();

    /** The path of an administrator's. */
    String kubeconfig();

    /** Makes or changes a policy as somebody else than berth would. */
    void apply(String namespace, PolicyText policy);

    /** What kubectl prints; its exit code must be 0. */
    default String kubectl(String... words) {
        return new Kubectl(kubeconfig()).run(words);
    }

    /** A client that has a service account's rights and no others; who asks for it closes it. */
    default KubernetesClient as(String namespace, String serviceAccount) {
        return ServiceAccounts.client(client(), namespace, serviceAccount);
    }

    /** The ports of a Service as {@code NAME PORT}. */
    default List<String> ports(String namespace, String service) {
        return client().services().inNamespace(namespace).withName(service).require().getSpec().getPorts().stream()
                .map(port -> (port.getName() == null ? "" : port.getName() + " ") + port.getPort())
                .toList();
    }

    /** Who holds berth's Lease of a namespace; empty for nobody. */
    default String leader(String namespace) {
        var lease = client().leases().inNamespace(namespace).withName("berth").get();
        return lease == null ? "" : Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), "");
    }

    /** The names of the Services of a namespace. */
    default List<String> services(String namespace) {
        return client().services().inNamespace(namespace).list().getItems().stream()
                .map(service -> service.getMetadata().getName())
                .toList();
    }
}
