package dev.berth.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom a Service or EndpointSlice concerns: every policy of its namespace, and first of all those that would move that Service. */
final class Concerned {
    /** Which Service a slice belongs to. */
    static final String SERVICE = "kubernetes.io/service-name";

    private Concerned() {}

    /** In the order in which they are to be passed over. */
    static Set<ResourceID> by(HasMetadata changed, IndexedResourceCache<DatabasePortPolicy> policies) {
        String namespace = changed.getMetadata().getNamespace();
        return Stream.concat(
                        Sharers.of(policies, namespace, service(changed)),
                        policies.byIndex(Cache.NAMESPACE_INDEX, namespace).stream())
                .map(ResourceID::fromResource)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String service(HasMetadata changed) {
        Map<String, String> labels =
                Objects.requireNonNullElse(changed.getMetadata().getLabels(), Map.of());
        return labels.getOrDefault(SERVICE, changed.getMetadata().getName());
    }
}
