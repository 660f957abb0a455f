package dev.berth.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the chart's values: what values.schema.json says of each, and its default in values.yaml. */
final class ValueTable {
    private static final Map<String, String> TYPES =
            Map.of("string", "text", "boolean", "true or false", "array", "a list", "object", "an object");

    private final JsonNode schema;
    private final JsonNode defaults;

    private ValueTable(JsonNode schema, JsonNode defaults) {
        this.schema = schema;
        this.defaults = defaults;
    }

    static ValueTable of(Path chart) throws IOException {
        return new ValueTable(
                new ObjectMapper().readTree(Files.readString(chart.resolve("values.schema.json"))),
                new ObjectMapper(new YAMLFactory()).readTree(Files.readString(chart.resolve("values.yaml"))));
    }

    /** A value that has none below it. */
    record Leaf(String path, JsonNode schema, JsonNode preset) {
        String meaning() {
            return schema.path("description").asText();
        }

        private String row() {
            return "| `%s` | `%s` | %s | %s |%n".formatted(path, preset, allowed(), meaning());
        }

        private String allowed() {
            if (schema.has("enum")) {
                return "one of " + String.join(", ", Documents.texts(schema.path("enum")));
            }
            return schema.has("minimum")
                    ? "a number from " + schema.path("minimum") + " to " + schema.path("maximum")
                    : Objects.requireNonNull(TYPES.get(schema.path("type").asText()));
        }
    }

    /** All but what Helm hands in by itself, in the order of the schema. */
    List<Leaf> leaves() {
        return leaves("", schema, defaults)
                .filter(leaf -> !leaf.path().equals("global"))
                .toList();
    }

    /** What values.yaml has and the schema says nothing of. */
    List<String> unsaid() {
        var unsaid = new ArrayList<String>();
        unsaid("", schema, defaults, unsaid);
        return unsaid;
    }

    String render() {
        return leaves().stream()
                .map(Leaf::row)
                .collect(Collectors.joining(
                        "", "| value | default | allowed | meaning |\n| --- | --- | --- | --- |\n", ""));
    }

    private static Stream<Leaf> leaves(String prefix, JsonNode schema, JsonNode defaults) {
        return schema.path("properties").properties().stream().flatMap(field -> {
            var path = prefix + field.getKey();
            var below = defaults.path(field.getKey());
            return field.getValue().has("properties")
                    ? leaves(path + ".", field.getValue(), below)
                    : Stream.of(new Leaf(path, field.getValue(), below));
        });
    }

    private static void unsaid(String prefix, JsonNode schema, JsonNode defaults, List<String> found) {
        defaults.properties().forEach(field -> {
            var said = schema.path("properties").path(field.getKey());
            if (said.isMissingNode()) {
                found.add(prefix + field.getKey());
            } else if (said.has("properties")) {
                unsaid(prefix + field.getKey() + ".", said, field.getValue(), found);
            }
        });
    }
}
