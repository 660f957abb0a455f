package dev.berth.adapter.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON as trees: berth keeps every field that it does not know. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode nothing() {
        return MissingNode.getInstance();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static JsonNode read(byte[] bytes) throws IOException {
        return bytes.length == 0 ? nothing() : MAPPER.readTree(bytes);
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
    }

    static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Null, absent and empty say the same to Docker. */
    static boolean empty(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || (node.isContainerNode() && node.isEmpty())
                || (node.isTextual() && node.textValue().isEmpty());
    }

    /** The same, or a number or truth value that is Go's zero, which engines may leave out. */
    static boolean emptyOrZero(JsonNode node) {
        return empty(node)
                || (node.isNumber() && node.decimalValue().signum() == 0)
                || (node.isBoolean() && !node.booleanValue());
    }

    static ObjectNode copy(JsonNode node) {
        return node.isObject() ? ((ObjectNode) node).deepCopy() : object();
    }
}
