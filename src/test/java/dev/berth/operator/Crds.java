package dev.berth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.berth.policy.OpenApi;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the definitions of berth's kinds: from the classes, the spec of a policy from the table of its fields. */
final class Crds {
    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(DatabasePortPolicy.class, PortMigration.class);

    private static final List<String> COLUMNS =
            List.of("Policy", "Ready", "Berths", "Migrated", "Phase", "Age", "Plan");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    private Crds() {}

    /** Where the definition of a kind lies in the repository. */
    static Path file(Class<? extends CustomResource<?, ?>> kind) {
        return Path.of("crds", CustomResource.getCRDName(kind) + ".yaml");
    }

    /** Its copy in the chart, since Helm takes no other. */
    static Path copy(Class<? extends CustomResource<?, ?>> kind) {
        return Path.of("helm/berth").resolve(file(kind));
    }

    /** The definition of a kind as YAML, from a folder that the generator may write to. */
    static String definition(Class<? extends CustomResource<?, ?>> kind, Path folder) throws IOException {
        new CRDGenerator()
                .customResourceClasses(kind)
                .inOutputDir(folder.toFile())
                .generate();
        var path = folder.resolve(CustomResource.getCRDName(kind) + "-v1.yml");
        var definition = YAML.readTree(Files.readString(path));
        completed(definition, kind);
        return "# Made from the classes and the table of a policy's fields: docs/kubernetes.md says how.\n"
                + YAML.writeValueAsString(definition);
    }

    /** The generator sorts them by their paths; people read them in this order. */
    private static JsonNode inOrder(JsonNode columns) {
        var sorted = YAML.createArrayNode();
        COLUMNS.forEach(name -> columns.forEach(column -> {
            if (column.path("name").asText().equals(name)) {
                sorted.add(column);
            }
        }));
        return sorted;
    }

    private static void completed(JsonNode definition, Class<? extends CustomResource<?, ?>> kind) {
        object(definition, "/spec/names").putPOJO("categories", List.of("berth"));
        var version = object(definition, "/spec/versions/0");
        version.set("additionalPrinterColumns", inOrder(version.path("additionalPrinterColumns")));
        var properties = object(definition, "/spec/versions/0/schema/openAPIV3Schema/properties");
        if (kind == DatabasePortPolicy.class) {
            properties.set("spec", YAML.valueToTree(OpenApi.spec()));
        }
        object(properties, "/status/properties/conditions")
                .put("maxItems", 16)
                .put("x-kubernetes-list-type", "map")
                .putPOJO("x-kubernetes-list-map-keys", List.of("type"));
        object(properties, "/status/properties/conditions/items")
                .putPOJO("required", List.of("type", "status", "reason", "message", "lastTransitionTime"));
        object(definition, "/spec/versions/0/schema/openAPIV3Schema").putPOJO("required", List.of("spec"));
    }

    private static ObjectNode object(JsonNode from, String path) {
        return (ObjectNode) from.at(path);
    }
}
