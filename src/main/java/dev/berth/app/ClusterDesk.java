package dev.berth.app;

import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.operator.DatabasePortPolicy;
import dev.berth.policy.Policy;
import dev.berth.policy.Reading;
import dev.berth.report.Document;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an operator knows of its policies: out of its caches, but for migrations, objects of clients and workloads of
 * databases, which are asked for.
 */
record ClusterDesk(Supplier<Optional<ClusterWatch>> watch) implements Desk {
    @Override
    public Map<String, Object> policies() {
        return answered(() -> Document.of(
                "policies", policies(policy -> true).map(this::document).toList(), "violations", List.of()));
    }

    @Override
    public Optional<Map<String, Object>> policy(String namespace, String name) {
        return answered(
                () -> policies(policy -> policy.getMetadata().getNamespace().equals(namespace)
                                && policy.getMetadata().getName().equals(name))
                        .map(this::document)
                        .findFirst());
    }

    @Override
    public List<Map<String, Object>> migrations() {
        return answered(() -> open().migrations());
    }

    @Override
    public List<Map<String, Object>> berths() {
        return answered(() -> policies(policy -> true).flatMap(this::berthsOf).toList());
    }

    private Stream<Map<String, Object>> berthsOf(DatabasePortPolicy policy) {
        var reading = PolicyObjects.read(policy);
        return read(reading).stream()
                .flatMap(known -> ClusterWording.berths(known, open().decided(policy, reading)).stream());
    }

    private static <T> T answered(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (KubernetesClientException unanswered) {
            throw new ServiceUnavailableException(ClusterAccess.words(unanswered));
        }
    }

    private Map<String, Object> document(DatabasePortPolicy policy) {
        var reading = PolicyObjects.read(policy);
        return ClusterWording.policy(policy, read(reading), open().decided(policy, reading));
    }

    private static Optional<Policy> read(Reading reading) {
        return reading instanceof Reading.Valid valid
                ? Optional.of(valid.policies().get(0))
                : Optional.empty();
    }

    private Stream<DatabasePortPolicy> policies(Predicate<DatabasePortPolicy> which) {
        return open().policies()
                .filter(which)
                .sorted(Comparator.comparing(policy -> ClusterNotes.name(policy).toString()));
    }

    private ClusterWatch open() {
        return watch.get().orElseThrow(() -> new ServiceUnavailableException("the cluster is not watched now"));
    }
}
