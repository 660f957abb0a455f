package dev.berth.adapter.kube;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/** Clients that have a service account's rights and no others. */
final class ServiceAccounts {
    private ServiceAccounts() {}

    /** @param administrator may act as anybody */
    static KubernetesClient client(KubernetesClient administrator, String namespace, String name) {
        var account = new ConfigBuilder(administrator.getConfiguration())
                .withImpersonateUsername("system:serviceaccount:" + namespace + ":" + name)
                .withImpersonateGroups(
                        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated")
                .build();
        return new KubernetesClientBuilder().withConfig(account).build();
    }
}
