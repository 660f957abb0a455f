package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds crds/ to the classes and the schema; {@code -Dberth.docs.write=true} writes it anew. */
class CrdsTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void writeAnewWhereAsked(@TempDir Path folder) throws IOException {
        if (Boolean.getBoolean("berth.docs.write")) {
            for (var kind : Crds.KINDS) {
                Files.writeString(Crds.file(kind), Crds.definition(kind, folder));
                Files.writeString(Crds.copy(kind), Crds.definition(kind, folder));
            }
        }
    }

    static Stream<Class<? extends CustomResource<?, ?>>> kinds() {
        return Crds.KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theFileIsWhatTheClassesSay(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var definition = Crds.definition(kind, folder);

        assertThat(Crds.file(kind)).hasContent(definition);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theChartBringsTheSameFile(Class<? extends CustomResource<?, ?>> kind) {
        assertThat(Crds.copy(kind)).hasSameBinaryContentAs(Crds.file(kind));
    }

    @Test
    void aPolicyHasTheSameFieldsInAClusterAsInAFile() throws IOException {
        var documented = Pattern.compile("(?m)^\\| `(spec[^`]*)` \\|")
                .matcher(Files.readString(Path.of("docs/policy.md")))
                .results()
                .map(match -> match.group(1))
                .toList();

        var held = new TreeSet<String>();
        fields("spec", schema(DatabasePortPolicy.class).at("/properties/spec"), held);

        assertThat(documented).hasSizeGreaterThan(100);
        // Of a value of two types a schema of a cluster says no more than that it is there.
        assertThat(held)
                .containsExactlyInAnyOrderElementsOf(documented.stream()
                        .filter(field -> !field.startsWith("spec.backup.keep."))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldSaysWhatItMeans(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var silent = new TreeSet<String>();
        var properties = schema(kind).path("properties");
        for (var part : List.of("spec", "status")) {
            silent(part, properties.path(part), silent);
        }

        // fabric8's Condition is the one of Kubernetes, which says so itself.
        assertThat(silent).allMatch(path -> path.startsWith("status.conditions[]."));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyRuleIsBrokenByACase(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        var said = new TreeSet<String>();
        for (var refused : CrdCase.invalid().toList()) {
            Files.readAllLines(refused.expectation()).forEach(line -> said.add(line.replaceAll("\\[\\d+]", "[]")));
        }
        var rules = new ArrayList<Rule>();
        rules("", schema(kind), rules);

        assertThat(rules).isNotEmpty();
        assertThat(rules)
                .filteredOn(rule -> said.stream().noneMatch(rule::isSaid))
                .isEmpty();
    }

    /** A rule in CEL; every place of a list is the same one. */
    private record Rule(String path, String message) {
        boolean isSaid(String line) {
            return line.startsWith(path + ": Invalid value: ") && line.endsWith(": " + message);
        }
    }

    private static void rules(String path, JsonNode schema, List<Rule> found) {
        schema.path("x-kubernetes-validations")
                .forEach(rule -> found.add(new Rule(
                        path + rule.path("fieldPath").asText(),
                        rule.path("message").asText())));
        if (schema.has("items")) {
            rules(path + "[]", schema.path("items"), found);
        }
        schema.path("properties")
                .properties()
                .forEach(field ->
                        rules(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), found));
    }

    private static JsonNode schema(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(Crds.file(kind)))
                .at("/spec/versions/0/schema/openAPIV3Schema");
    }

    private static void fields(String path, JsonNode schema, TreeSet<String> found) {
        found.add(path);
        below(path, schema).forEach(field -> fields(field.path(), field.schema(), found));
    }

    private static void silent(String path, JsonNode schema, TreeSet<String> found) {
        below(path, schema).forEach(field -> {
            if (field.schema().path("description").asText().isBlank()) {
                found.add(field.path());
            }
            silent(field.path(), field.schema(), found);
        });
    }

    private record Held(String path, JsonNode schema) {}

    private static Stream<Held> below(String path, JsonNode schema) {
        var object = schema.has("items") ? schema.path("items") : schema;
        var prefix = schema.has("items") ? path + "[]." : path + ".";
        return object.path("properties").properties().stream()
                .map(field -> new Held(prefix + field.getKey(), field.getValue()));
    }
}
