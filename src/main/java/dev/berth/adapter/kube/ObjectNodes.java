package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.policy.Mark;
import dev.berth.policy.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Turns JSON of an object into the raw values that policies are read from.
 *
 * @param mark of the whole object, since JSON of a server has no lines
 */
record ObjectNodes(Mark mark) {
    Node of(JsonNode json) {
        if (json.isObject()) {
            return mapping(json);
        }
        if (json.isArray()) {
            List<Node> items = StreamSupport.stream(json.spliterator(), false)
                    .map(this::of)
                    .toList();
            return new Node.Sequence(mark, items);
        }
        return new Node.Scalar(mark, json.asText(), kind(json));
    }

    private Node mapping(JsonNode json) {
        List<Node.Entry> entries = new ArrayList<>();
        json.properties().forEach(field -> entries.add(entry(field.getKey(), of(field.getValue()))));
        return new Node.Mapping(mark, entries);
    }

    Node.Entry entry(String key, Node value) {
        return new Node.Entry(key, mark, value);
    }

    Node.Scalar text(String text) {
        return new Node.Scalar(mark, text, Node.Kind.STRING);
    }

    private static Node.Kind kind(JsonNode json) {
        if (json.isTextual()) {
            return Node.Kind.STRING;
        }
        if (json.isBoolean()) {
            return Node.Kind.BOOLEAN;
        }
        if (json.isNull()) {
            return Node.Kind.NULL;
        }
        return json.isIntegralNumber() ? Node.Kind.INTEGER : Node.Kind.FLOAT;
    }
}
