package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.adapter.kube.Cluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applies each document of {@code crd/} to a real API server; {@code -Dberth.docs.write=true} writes the refusals anew. */
@ExtendWith(Cluster.Given.class)
class CrdIT {
    static Stream<CrdCase> valid() throws IOException {
        return CrdCase.valid();
    }

    static Stream<CrdCase> invalid() throws IOException {
        return CrdCase.invalid();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void whatIsValidIsTaken(CrdCase taken, Cluster cluster) {
        var namespace = cluster.namespace();

        for (var document : taken.documents()) {
            cluster.apply(namespace, document);
        }

        assertThat(taken.documents()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "smallest"})
    void theSamplesOfPoliciesInFilesAreTakenToo(String sample, Cluster cluster) throws IOException {
        var policy = Files.readString(Path.of("src/test/resources/policies/valid", sample + ".yaml"))
                .replace("namespace: staging", "namespace: " + cluster.namespace());

        var stored = cluster.apply(cluster.namespace(), policy);

        assertThat(stored.getMetadata().getGeneration()).isEqualTo(1);
    }

    @Test
    void theLargestPolicyIsTakenAndItsOnlyDoublePortFound(Cluster cluster) {
        var namespace = cluster.namespace();
        var largest = largest();

        var taken = cluster.apply(namespace, largest);
        var refused = catchThrowableOfType(
                KubernetesClientException.class,
                () -> cluster.apply(namespace, largest.replace("port: 7511", "port: 7000")));

        assertThat(taken.getMetadata().getGeneration()).isEqualTo(1);
        assertThat(causes(refused))
                .containsExactly("spec.databases: Invalid value: \"object\": a port that no other berth has");
    }

    /** As many bands, databases, ports, clients and uses as a policy may have. */
    private static String largest() {
        var bands = numbered(16, at -> "{name: b%d, from: %d, to: %d}".formatted(at, 7000 + 32 * at, 7031 + 32 * at));
        var databases = numbered(
                64,
                at -> "{name: d%d, engine: TCP, service: d%d, ports: [%s]}"
                        .formatted(
                                at,
                                at,
                                numbered(
                                        8,
                                        port -> "{name: p%d, target: 1, port: %d}"
                                                .formatted(port, 7000 + 8 * at + port))));
        var clients = numbered(
                64,
                at -> "{name: c%d, uses: [%s], values: [%s]}"
                        .formatted(
                                at,
                                numbered(64, used -> "d" + used),
                                numbered(64, key -> "{configMap: web, key: P%d}".formatted(key))));
        return """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: largest}
                spec: {kubernetes: {}, bands: [%s], databases: [%s], clients: [%s]}
                """.formatted(bands, databases, clients);
    }

    private static String numbered(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatIsInvalidIsRefusedWithItsReasons(CrdCase refused, Cluster cluster) throws IOException {
        var namespace = cluster.namespace();
        var documents = refused.documents();
        for (var before : documents.subList(0, documents.size() - 1)) {
            cluster.apply(namespace, before);
        }

        var refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> cluster.apply(namespace, documents.get(documents.size() - 1)));

        assertThat(refusal).isNotNull();
        if (Boolean.getBoolean("berth.docs.write")) {
            Files.write(refused.expectation(), causes(refusal));
        }
        assertThat(causes(refusal)).isEqualTo(Files.readAllLines(refused.expectation()));
    }

    @Test
    void everyFileBelongsToACase() throws IOException {
        assertThat(CrdCase.unused()).isEmpty();
    }

    private static List<String> causes(KubernetesClientException refusal) {
        var status = refusal.getStatus();
        return status.getDetails() == null || status.getDetails().getCauses().isEmpty()
                ? List.of(status.getMessage())
                : status.getDetails().getCauses().stream()
                        .map(cause -> cause.getField() + ": " + cause.getMessage())
                        .sorted()
                        .toList();
    }
}
