package dev.berth.adapter.kube;

import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Sources;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Looks up the Services of a policy, the EndpointSlices behind them, its workloads, and the objects of its clients.
 *
 * @param services by namespace and name
 * @param slices by namespace and the name of their Service
 */
public record ServiceSource(
        BiFunction<String, String, Optional<Service>> services,
        BiFunction<String, String, List<EndpointSlice>> slices,
        ClientSource clients)
        implements Sources.Cluster {
    /** Which Service a slice belongs to. */
    static final String SERVICE = "kubernetes.io/service-name";

    /** What is so now, at the price of a call for each. */
    public static ServiceSource live(KubernetesClient client) {
        return new ServiceSource(
                (namespace, name) -> Optional.ofNullable(
                        client.services().inNamespace(namespace).withName(name).get()),
                (namespace, service) -> slices(client, namespace, service),
                new ClientSource(client));
    }

    static List<EndpointSlice> slices(KubernetesClient client, String namespace, String service) {
        return client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel(SERVICE, service)
                .list()
                .getItems();
    }

    @Override
    public ClusterFacts look(Policy policy) {
        String namespace = policy.namespace();
        return new ClusterFacts(
                policy.databases().stream()
                        .flatMap(ServiceSource::service)
                        .distinct()
                        .flatMap(name -> services.apply(namespace, name).stream())
                        .map(service -> new ServiceReading(
                                        service,
                                        slices.apply(
                                                namespace, service.getMetadata().getName()))
                                .facts())
                        .toList(),
                new TemplateSource(clients.client()).look(policy),
                clients.look(policy),
                List.of());
    }

    private static Stream<String> service(Database database) {
        return database.runner() instanceof Database.Runner.Service service
                ? Stream.of(service.name())
                : Stream.empty();
    }
}
