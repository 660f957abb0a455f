package dev.berth.adapter.file;

import dev.berth.policy.Node;
import java.util.List;

/** How large a node is once its aliases are followed. */
final class Extent {
    private Extent() {}

    /** The number of values in it, itself included. */
    static int size(Node node) {
        return 1 + children(node).stream().mapToInt(Extent::size).sum();
    }

    /** The number of levels in it; a scalar has one. */
    static int height(Node node) {
        return 1 + children(node).stream().mapToInt(Extent::height).max().orElse(0);
    }

    private static List<Node> children(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream().map(Node.Entry::value).toList();
        }
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }
}
