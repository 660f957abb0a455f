package dev.berth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.ClusterFacts;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The policies that would move the same Service or workload, or want the same port of the nodes, which one of them may: the one
 * that came first.
 */
final class Sharers {
    private static final String MOVES = "moves";
    private static final String NODES = "nodes";
    private static final String ANY = "";
    private static final Comparator<DatabasePortPolicy> FIRST = Comparator.comparing(
                    (DatabasePortPolicy policy) -> policy.getMetadata().getCreationTimestamp())
            .thenComparing(policy -> policy.getMetadata().getNamespace())
            .thenComparing(policy -> policy.getMetadata().getName());

    private Sharers() {}

    /** Has policies found by what they would move; to be called before they are watched. */
    static void index(IndexerResourceCache<DatabasePortPolicy> policies) {
        policies.addIndexers(Map.of(MOVES, Sharers::keys, NODES, Sharers::nodes));
    }

    /** The others whose databases have ports of the nodes. */
    static Stream<DatabasePortPolicy> atNodes(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy) {
        return policies.byIndex(NODES, ANY).stream()
                .filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(policy)));
    }

    /** Those that would move a Service. */
    static Stream<DatabasePortPolicy> of(
            IndexedResourceCache<DatabasePortPolicy> policies, String namespace, String service) {
        return policies.byIndex(MOVES, key(namespace, service)).stream();
    }

    /**
     * The others that would move what a policy moves, the first of them first.
     *
     * @param object a Service or workload by its name, or a port of the nodes as {@link ClusterFacts#hostPort} has it
     */
    static Stream<DatabasePortPolicy> of(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy, String object) {
        return of(policies, policy, List.of(key(policy.getMetadata().getNamespace(), object)));
    }

    /** The others of a namespace whose databases are behind a Service, whatever they may do, the first of them first. */
    static Stream<DatabasePortPolicy> behind(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy, String service) {
        return policies.byIndex(Cache.NAMESPACE_INDEX, policy.getMetadata().getNamespace()).stream()
                .filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(policy)))
                .filter(other -> other.getSpec().has("kubernetes"))
                .filter(other -> databases(other)
                        .anyMatch(database -> database.path("service").asText().equals(service)))
                .sorted(FIRST);
    }

    /** Those that would move anything that a policy moves. */
    static Stream<DatabasePortPolicy> of(IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy) {
        return of(policies, policy, keys(policy));
    }

    private static Stream<DatabasePortPolicy> of(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy, List<String> keys) {
        return keys.stream()
                .flatMap(key -> policies.byIndex(MOVES, key).stream())
                .filter(other -> !ResourceID.fromResource(other).equals(ResourceID.fromResource(policy)))
                .distinct()
                .sorted(FIRST);
    }

    static boolean comesBefore(DatabasePortPolicy one, DatabasePortPolicy other) {
        return FIRST.compare(one, other) < 0;
    }

    /** As its spec says, whether or not that is sound otherwise; one that only reports moves nothing. */
    private static List<String> keys(DatabasePortPolicy policy) {
        var spec = policy.getSpec();
        return spec.path("kubernetes").isMissingNode()
                        || spec.path("mode").asText().equals("Observe")
                ? List.of()
                : databases(policy)
                        .flatMap(Sharers::objects)
                        .map(object -> key(policy.getMetadata().getNamespace(), object))
                        .distinct()
                        .toList();
    }

    private static List<String> nodes(DatabasePortPolicy policy) {
        return databases(policy).anyMatch(database -> database.has("workload")) ? List.of(ANY) : List.of();
    }

    private static Stream<JsonNode> databases(DatabasePortPolicy policy) {
        return StreamSupport.stream(policy.getSpec().path("databases").spliterator(), false);
    }

    private static Stream<String> objects(JsonNode database) {
        return database.has("workload")
                ? Stream.concat(
                        Stream.of(database.path("workload").asText()),
                        StreamSupport.stream(database.path("ports").spliterator(), false)
                                .map(port ->
                                        ClusterFacts.hostPort(port.path("port").asInt())))
                : Stream.of(database.path("service").asText());
    }

    /** Nodes are of the whole cluster. */
    private static String key(String namespace, String object) {
        return object.startsWith(":") ? object : namespace + "/" + object;
    }
}
