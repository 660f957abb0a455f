package dev.berth.adapter.kube;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the API server for the Services of a policy, each by its name, and for the EndpointSlices behind them. */
public record ServiceSource(KubernetesClient client) implements Sources.Cluster {
    private static final String SERVICE_OF_SLICE = "kubernetes.io/service-name";

    @Override
    public Observation<ClusterFacts> look(Policy policy) {
        try {
            List<ClusterFacts.Service> services = policy.databases().stream()
                    .flatMap(ServiceSource::service)
                    .distinct()
                    .flatMap(name -> facts(policy.namespace(), name).stream())
                    .toList();
            return new Observation.Seen<>(new ClusterFacts(services));
        } catch (KubernetesClientException refused) {
            return blind(policy, refused);
        }
    }

    private static Stream<String> service(Database database) {
        return database.runner() instanceof Database.Runner.Service service
                ? Stream.of(service.name())
                : Stream.empty();
    }

    private Optional<ClusterFacts.Service> facts(String namespace, String name) {
        Service service =
                client.services().inNamespace(namespace).withName(name).get();
        return Optional.ofNullable(service).map(there -> new ServiceReading(there, slices(namespace, name)).facts());
    }

    private List<EndpointSlice> slices(String namespace, String name) {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel(SERVICE_OF_SLICE, name)
                .list()
                .getItems();
    }

    private static Observation<ClusterFacts> blind(Policy policy, KubernetesClientException refused) {
        if (refused.getCode() == 403) {
            return new Observation.Blind<>(
                    "the API server lets berth see no Services of namespace " + policy.namespace(),
                    "let its account get services and list endpointslices there");
        }
        return new Observation.Blind<>(
                "the API server gave no answer about Services"
                        + (refused.getCode() == 0 ? "" : " (HTTP " + refused.getCode() + ")"),
                "see whether it is well: kubectl get --raw /readyz");
    }
}
