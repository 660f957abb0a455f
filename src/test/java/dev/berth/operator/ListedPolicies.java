package dev.berth.operator;

import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A cache that knows policies by its indexes alone.
 *
 * @param found by {@code INDEX KEY}
 */
record ListedPolicies(Map<String, List<DatabasePortPolicy>> found) implements IndexedResourceCache<DatabasePortPolicy> {
    @Override
    public List<DatabasePortPolicy> byIndex(String index, String key) {
        return found.getOrDefault(index + " " + key, List.of());
    }

    @Override
    public Optional<DatabasePortPolicy> get(ResourceID id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<ResourceID> keys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<DatabasePortPolicy> list(Predicate<DatabasePortPolicy> predicate) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Stream<DatabasePortPolicy> list(String namespace, Predicate<DatabasePortPolicy> predicate) {
        throw new UnsupportedOperationException();
    }
}
