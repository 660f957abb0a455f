package dev.berth.operator;

import dev.berth.plan.Passing;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Services and policies of a cluster from the operator's caches: to look at them costs no call to the API server.
 *
 * @param watches the namespaces whose policies are there
 */
public record Neighbours(
        InformerEventSource<Service, DatabasePortPolicy> services,
        InformerEventSource<EndpointSlice, DatabasePortPolicy> slices,
        IndexedResourceCache<DatabasePortPolicy> policies,
        Predicate<String> watches) {
    private static final String BY_SERVICE = "service";
    private static final String BY_MAKER = "maker";

    static Neighbours of(Context<DatabasePortPolicy> context) {
        var sources = context.eventSourceRetriever();
        return new Neighbours(
                (InformerEventSource<Service, DatabasePortPolicy>) sources.getEventSourceFor(Service.class),
                (InformerEventSource<EndpointSlice, DatabasePortPolicy>) sources.getEventSourceFor(EndpointSlice.class),
                context.getPrimaryCache(),
                watches(context.getControllerConfiguration()));
    }

    /** The same for who asks outside of any pass. */
    static Neighbours of(
            InformerEventSource<Service, DatabasePortPolicy> services,
            InformerEventSource<EndpointSlice, DatabasePortPolicy> slices,
            EventSourceContext<DatabasePortPolicy> context) {
        return new Neighbours(
                services, slices, context.getPrimaryCache(), watches(context.getControllerConfiguration()));
    }

    private static Predicate<String> watches(ControllerConfiguration<DatabasePortPolicy> configuration) {
        return namespace -> configuration.getInformerConfig().watchAllNamespaces()
                || configuration.getEffectiveNamespaces().contains(namespace);
    }

    public Stream<DatabasePortPolicy> all() {
        return policies.list();
    }

    public Optional<DatabasePortPolicy> policy(String namespace, String name) {
        return policies.get(new ResourceID(name, namespace));
    }

    /**
     * The other policies that would move what a policy moves, the first of them first.
     *
     * @param object a Service or workload by its name, or a port of the nodes
     */
    public Stream<DatabasePortPolicy> sharers(DatabasePortPolicy policy, String object) {
        return Sharers.of(policies, policy, object);
    }

    /** The other policies of its namespace whose databases are behind a Service, whatever they may do. */
    public Stream<DatabasePortPolicy> behind(DatabasePortPolicy policy, String service) {
        return Sharers.behind(policies, policy, service);
    }

    /** The other policies whose databases have ports of the nodes. */
    public Stream<DatabasePortPolicy> atNodes(DatabasePortPolicy policy) {
        return Sharers.atNodes(policies, policy);
    }

    /** Of two policies that would move the same, whether this one may. */
    public boolean comesBefore(DatabasePortPolicy one, DatabasePortPolicy other) {
        return Sharers.comesBefore(one, other);
    }

    /** Has slices found by their Service, and whatever berth made by its policy; to be called before they are watched. */
    static void index(
            InformerEventSource<Service, DatabasePortPolicy> services,
            InformerEventSource<EndpointSlice, DatabasePortPolicy> slices) {
        services.addIndexers(Map.of(BY_MAKER, Neighbours::makers));
        slices.addIndexers(Map.of(
                BY_SERVICE,
                slice -> Optional.ofNullable(slice.getMetadata().getLabels().get(Concerned.SERVICE))
                        .map(service -> List.of(key(slice.getMetadata().getNamespace(), service)))
                        .orElse(List.of()),
                BY_MAKER,
                Neighbours::makers));
    }

    private static List<String> makers(HasMetadata made) {
        return Stream.ofNullable(made.getMetadata().getLabels())
                .flatMap(labels -> Stream.ofNullable(labels.get(Passing.LABEL)))
                .map(policy -> key(made.getMetadata().getNamespace(), policy))
                .toList();
    }

    /** Whether there is anything that berth made for a policy while something of that was under way. */
    public boolean isLeft(String namespace, String policy) {
        String key = key(namespace, policy);
        return !services.byIndex(BY_MAKER, key).isEmpty()
                || !slices.byIndex(BY_MAKER, key).isEmpty();
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
