package dev.berth.operator;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Services of a cluster from the operator's caches: to look at them costs no call to the API server. */
public record Neighbours(
        InformerEventSource<Service, DatabasePortPolicy> services,
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices) {
    private static final String BY_SERVICE = "service";

    /** These and the policies themselves. */
    public record Caches(ResourceCache<DatabasePortPolicy> all, Neighbours near) {
        public Stream<DatabasePortPolicy> policies() {
            return all.list();
        }
    }

    static Neighbours of(Context<DatabasePortPolicy> context) {
        var sources = context.eventSourceRetriever();
        return new Neighbours(
                (InformerEventSource<Service, DatabasePortPolicy>) sources.getEventSourceFor(Service.class),
                (InformerEventSource<EndpointSlice, DatabasePortPolicy>)
                        sources.getEventSourceFor(EndpointSlice.class));
    }

    /** Has slices found by their Service; to be called before they are watched. */
    static void index(InformerEventSource<EndpointSlice, DatabasePortPolicy> slices) {
        slices.addIndexers(Map.of(
                BY_SERVICE,
                slice -> Optional.ofNullable(slice.getMetadata().getLabels().get("kubernetes.io/service-name"))
                        .map(service -> List.of(key(slice.getMetadata().getNamespace(), service)))
                        .orElse(List.of())));
    }

    public Optional<Service> service(String namespace, String name) {
        return services.get(new ResourceID(name, namespace));
    }

    public List<EndpointSlice> slices(String namespace, String service) {
        return slices.byIndex(BY_SERVICE, key(namespace, service));
    }

    private static String key(String namespace, String service) {
        return namespace + "/" + service;
    }
}
