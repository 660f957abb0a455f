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
    private final SimpleInboundEventSource<DatabasePortPolicy> bell;

    /** @param awaited what the bell waits for when it starts, and no policy is passed over before it has */
    Charges(
            IndexerResourceCache<DatabasePortPolicy> policies,
            IndexerResourceCache<Service> services,
            Runnable awaited) {
        this.policies = policies;
        this.services = services;
        this.bell = new Bell(awaited);
    }

    /** Starts together with the watches of the operator. */
    private static final class Bell extends SimpleInboundEventSource<DatabasePortPolicy> {
        private final Runnable awaited;

        Bell(Runnable awaited) {
            super("guard");
            this.awaited = awaited;
        }

        @Override
        public void start() {
            super.start();
            awaited.run();
        }
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

    /** Before it starts the policies are not known, and each of them will have its first pass. */
    void ring() {
        if (bell.isRunning()) {
            policies().map(ResourceID::fromResource).forEach(bell::propagateEvent);
        }
    }

    void ring(String namespace) {
        if (bell.isRunning()) {
            policies(namespace).stream().map(ResourceID::fromResource).forEach(bell::propagateEvent);
        }
    }
}
