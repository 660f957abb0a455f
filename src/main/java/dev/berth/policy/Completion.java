package dev.berth.policy;

import java.util.ArrayList;
import java.util.List;

/** Writes the defaults of absent fields into a value; what is there stays as it is, right or wrong. */
record Completion(Node node) implements Shape.Cases<Node> {
    static Node of(Node node, Shape shape) {
        return shape.match(new Completion(node));
    }

    @Override
    public Node struct(Shape.Struct struct) {
        if (!(node instanceof Node.Mapping mapping)) {
            return node;
        }
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            entries.add(struct.fields().stream()
                    .filter(field -> field.name().equals(entry.key()))
                    .findFirst()
                    .map(field -> new Node.Entry(entry.key(), entry.mark(), of(entry.value(), field.shape())))
                    .orElse(entry));
        }
        struct.fields().stream()
                .filter(field -> field.presence() == Field.Presence.DEFAULTED)
                .filter(field -> mapping.get(field.name()).isEmpty())
                .forEach(field -> entries.add(new Node.Entry(field.name(), mapping.mark(), standard(field))));
        return new Node.Mapping(mapping.mark(), entries);
    }

    private Node standard(Field field) {
        var shape = field.shape() instanceof Shape.Either either ? either.leaf() : field.shape();
        return shape instanceof Leaf leaf
                ? new Node.Scalar(node.mark(), field.standard(), leaf.kind())
                : of(new Node.Mapping(node.mark(), List.of()), shape);
    }

    @Override
    public Node either(Shape.Either either) {
        return of(node, either.of(node));
    }

    @Override
    public Node items(Shape.Items items) {
        return node instanceof Node.Sequence sequence
                ? new Node.Sequence(
                        sequence.mark(),
                        sequence.items().stream()
                                .map(item -> of(item, items.item()))
                                .toList())
                : node;
    }

    @Override
    public Node leaf(Leaf leaf) {
        return node;
    }

    @Override
    public Node closed(Shape.Closed closed) {
        return of(node, closed.shape());
    }

    @Override
    public Node ignored(Shape.Ignored ignored) {
        return node;
    }
}
