package dev.berth.operator;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The policies of a namespace that would move the same Service, which one of them may: the one that came first. */
final class Sharers {
    private static final String MOVES = "moves";
    private static final Comparator<DatabasePortPolicy> FIRST = Comparator.comparing(
                    (DatabasePortPolicy policy) -> policy.getMetadata().getCreationTimestamp())
            .thenComparing(policy -> policy.getMetadata().getName());

    private Sharers() {}

    /** Has policies found by their Services; to be called before they are watched. */
    static void index(IndexerResourceCache<DatabasePortPolicy> policies) {
        policies.addIndexers(Map.of(MOVES, Sharers::keys));
    }

    /** The others that would move a Service of a policy, the first of them first. */
    static Stream<DatabasePortPolicy> of(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy, String service) {
        return of(policies, policy, List.of(key(policy, service)));
    }

    /** Those that would move any Service of a policy. */
    static Stream<DatabasePortPolicy> of(IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy) {
        return of(policies, policy, keys(policy));
    }

    private static Stream<DatabasePortPolicy> of(
            IndexedResourceCache<DatabasePortPolicy> policies, DatabasePortPolicy policy, List<String> keys) {
        return keys.stream()
                .flatMap(key -> policies.byIndex(MOVES, key).stream())
                .filter(other -> !other.getMetadata()
                        .getName()
                        .equals(policy.getMetadata().getName()))
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
                : StreamSupport.stream(spec.path("databases").spliterator(), false)
                        .map(database -> key(policy, database.path("service").asText()))
                        .distinct()
                        .toList();
    }

    private static String key(DatabasePortPolicy policy, String service) {
        return policy.getMetadata().getNamespace() + "/" + service;
    }
}
