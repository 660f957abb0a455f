package dev.berth.adapter.file;

import dev.berth.policy.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Counts what a document grows to when every alias is followed, without following them, and finds keys that stand twice. */
final class NodeWeights {
    private static final long UNFINISHED = -1;

    private final YamlSource source;
    private final Map<Node, Long> weights = new IdentityHashMap<>();
    private final List<Violation> problems = new ArrayList<>();

    NodeWeights(YamlSource source) {
        this.source = source;
    }

    void check(Node document) {
        if (weigh(document) > YamlSource.NODES) {
            report(document, "", "its aliases multiply to more than " + YamlSource.NODES + " values; repeat less");
        }
    }

    List<Violation> problems() {
        return List.copyOf(problems);
    }

    private long weigh(Node node) {
        var known = weights.get(node);
        if (known != null) {
            if (known == UNFINISHED) {
                report(node, "", "an alias stands inside what it refers to; take it out");
            }
            return Math.max(known, 0);
        }
        weights.put(node, UNFINISHED);
        long weight = children(node).mapToLong(this::weigh).reduce(1, (a, b) -> Math.min(a + b, Integer.MAX_VALUE));
        weights.put(node, weight);
        return weight;
    }

    private Stream<Node> children(Node node) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream();
        }
        if (node instanceof MappingNode mapping) {
            findRepeatedKeys(mapping);
            return mapping.getValue().stream().map(NodeTuple::getValueNode);
        }
        return Stream.empty();
    }

    private void findRepeatedKeys(MappingNode mapping) {
        var seen = new HashSet<String>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && !key.getTag().equals(Tag.MERGE)
                    && !seen.add(key.getValue())) {
                report(key, key.getValue(), "stands twice in one mapping; keep one");
            }
        }
    }

    private void report(Node node, String value, String allowed) {
        problems.add(new Violation(source.mark(node), "yaml", value, allowed));
    }
}
