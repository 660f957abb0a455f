package dev.berth.adapter.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.FieldManagers;
import java.util.stream.StreamSupport;

/**
 * What berth has applied to an object so far. An apply takes away whatever an earlier one of the same manager had and it
 * has not, so each begins with all of that.
 */
final class OwnedFields {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIELD = "f:";
    private static final String ITEM = "k:";

    private OwnedFields() {}

    /** The configuration to apply where nothing changes. */
    static ObjectNode of(JsonNode live) {
        ObjectNode applied = JsonNodeFactory.instance.objectNode();
        StreamSupport.stream(live.at("/metadata/managedFields").spliterator(), false)
                .filter(entry -> entry.path("manager").asText().equals(FieldManagers.OWN)
                        && entry.path("operation").asText().equals("Apply")
                        && !entry.has("subresource"))
                .forEach(entry -> applied.setAll((ObjectNode) part(entry.path("fieldsV1"), live)));
        applied.set("apiVersion", live.path("apiVersion"));
        applied.set("kind", live.path("kind"));
        ObjectNode metadata = applied.withObject("/metadata");
        metadata.set("name", live.at("/metadata/name"));
        metadata.set("namespace", live.at("/metadata/namespace"));
        // An apply that knows the version is refused where somebody else wrote meanwhile.
        metadata.set("resourceVersion", live.at("/metadata/resourceVersion"));
        return applied;
    }

    private static JsonNode part(JsonNode fields, JsonNode live) {
        if (fields.isEmpty()) {
            return live;
        }
        return live.isArray() ? items(fields, live) : members(fields, live);
    }

    private static ObjectNode members(JsonNode fields, JsonNode live) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        fields.properties().stream()
                .filter(field -> field.getKey().startsWith(FIELD))
                .forEach(field -> {
                    String name = field.getKey().substring(FIELD.length());
                    if (live.has(name)) {
                        part.set(name, part(field.getValue(), live.path(name)));
                    }
                });
        return part;
    }

    private static ArrayNode items(JsonNode fields, JsonNode live) {
        ArrayNode part = JsonNodeFactory.instance.arrayNode();
        fields.properties().stream()
                .filter(field -> field.getKey().startsWith(ITEM))
                .forEach(field -> {
                    JsonNode key = key(field.getKey().substring(ITEM.length()));
                    live.forEach(item -> {
                        if (key.properties().stream()
                                .allMatch(one -> one.getValue().equals(item.path(one.getKey())))) {
                            part.add(((ObjectNode) key.deepCopy()).setAll(members(field.getValue(), item)));
                        }
                    });
                });
        return part;
    }

    private static JsonNode key(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an API server wrote a key that is no JSON: " + text, e);
        }
    }
}
