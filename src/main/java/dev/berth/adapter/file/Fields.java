package dev.berth.adapter.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping's keys after its merge keys ({@code <<}): an own key wins, then the first mapping merged. */
final class Fields {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private Fields() {}

    private Fields(Node node) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().stream().filter(tuple -> !isMerge(tuple)).forEach(tuple -> {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    keys.putIfAbsent(key.getValue(), key);
                    values.putIfAbsent(key.getValue(), tuple.getValueNode());
                }
            });
            mapping.getValue().stream()
                    .filter(Fields::isMerge)
                    .forEach(tuple -> items(tuple.getValueNode()).forEach(merged -> inherit(new Fields(merged))));
        }
    }

    static Fields of(Node node) {
        return new Fields(node);
    }

    /** The fields of the mapping under a key; none when it is missing. */
    Fields under(String key) {
        return get(key).map(Fields::new).orElseGet(Fields::new);
    }

    /** The items of a sequence, or the node itself. */
    static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    Optional<Node> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<ScalarNode> scalar(String key) {
        return get(key).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    /** The items under a key; none when it is missing. */
    List<Node> list(String key) {
        return get(key).map(Fields::items).orElse(List.of());
    }

    Map<String, Node> values() {
        return values;
    }

    /** Where a key stands; the anchor's place for an inherited one. */
    Optional<Node> key(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    private void inherit(Fields merged) {
        merged.values.forEach(values::putIfAbsent);
        merged.keys.forEach(keys::putIfAbsent);
    }

    private static boolean isMerge(NodeTuple tuple) {
        return tuple.getKeyNode().getTag().equals(Tag.MERGE);
    }
}
