package dev.berth.operator;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.List;
import java.util.stream.Stream;

/** The policies and Services that the operator watches, and a bell that has policies passed over again. */
final class Charges {
    private final IndexerResourceCache<DatabasePortPolicy> policies;
    private final IndexerResourceCache<Service> services;
    private final SimpleInboundEventSource<DatabasePortPolicy> bell = new SimpleInboundEventSource<>("guard");

    Charges(IndexerResourceCache<DatabasePortPolicy> policies, IndexerResourceCache<Service> services) {
        this.policies = policies;
        this.services = services;
    }

    SimpleInboundEventSource<DatabasePortPolicy> bell() {
        return bell;
    }

    Stream<DatabasePortPolicy> policies() {
        return policies.list();
    }

    List<DatabasePortPolicy> policies(String namespace) {
        return policies.byIndex(Cache.NAMESPACE_INDEX, namespace);
    }

    Stream<Service> services(String namespace) {
        return services.byIndex(Cache.NAMESPACE_INDEX, namespace).stream();
    }

    Stream<String> namespaces() {
        return policies().map(policy -> policy.getMetadata().getNamespace()).distinct();
    }

    void ring() {
        policies().map(ResourceID::fromResource).forEach(bell::propagateEvent);
    }

    void ring(String namespace) {
        policies(namespace).stream().map(ResourceID::fromResource).forEach(bell::propagateEvent);
    }
}
