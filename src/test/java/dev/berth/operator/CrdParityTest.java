package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.PolicyObjects;
import dev.berth.policy.Reading;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the reader of policies to what the API server says of the same documents. */
class CrdParityTest {
    static Stream<CrdCase> valid() throws IOException {
        return CrdCase.valid().filter(CrdCase::isOfAPolicy);
    }

    static Stream<CrdCase> invalid() throws IOException {
        return CrdCase.invalid().filter(CrdCase::isOfAPolicy).filter(refused -> !isAChange(refused));
    }

    static Stream<CrdCase> changes() throws IOException {
        return CrdCase.invalid().filter(CrdCase::isOfAPolicy).filter(CrdParityTest::isAChange);
    }

    @ParameterizedTest
    @MethodSource("valid")
    void whatTheApiServerTakesIsAPolicy(CrdCase taken) {
        assertThat(taken.documents()).map(CrdParityTest::read).allMatch(Reading.Valid.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatTheApiServerRefusesIsAViolation(CrdCase refused) {
        assertThat(refused.documents()).map(CrdParityTest::read).allMatch(Reading.Invalid.class::isInstance);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsRefusedThoughEachPolicyIsOne(CrdCase refused) {
        assertThat(refused.documents()).map(CrdParityTest::read).allMatch(Reading.Valid.class::isInstance);
    }

    @Test
    void theExampleOfTheDocumentIsAPolicy() throws IOException {
        var page = Files.readString(Path.of("docs/kubernetes.md"));
        var example = page.substring(page.indexOf("```yaml\n") + 8);

        assertThat(read(example.substring(0, example.indexOf("```")))).isInstanceOf(Reading.Valid.class);
    }

    private static Reading read(String document) {
        GenericKubernetesResource object = Serialization.unmarshal(document, GenericKubernetesResource.class);
        object.getMetadata().setNamespace("default");
        return PolicyObjects.read(object);
    }

    private static boolean isAChange(CrdCase refused) {
        return refused.toString().startsWith("invalid-change-");
    }
}
