package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A value of a document with its path from the root, such as {@code spec.databases[0].name}. */
record Place(String path, Node node) {
    private static final String ROOT = "document";

    static Place root(Node node) {
        return new Place("", node);
    }

    /** The path of a field of this value, whether it is there or not. */
    String pathOf(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    Optional<Place> at(String... fields) {
        Optional<Place> found = Optional.of(this);
        for (String field : fields) {
            found = found.flatMap(place -> place.field(field));
        }
        return found;
    }

    private Optional<Place> field(String name) {
        return node instanceof Node.Mapping mapping
                ? mapping.get(name).map(value -> new Place(pathOf(name), value))
                : Optional.empty();
    }

    /** The items of a list below this value; none where there is no such list. */
    List<Place> items(String... fields) {
        return at(fields).map(Place::items).orElse(List.of());
    }

    private List<Place> items() {
        return node instanceof Node.Sequence sequence
                ? IntStream.range(0, sequence.items().size())
                        .mapToObj(index -> new Place(
                                path + "[" + index + "]", sequence.items().get(index)))
                        .toList()
                : List.of();
    }

    /** The text of a scalar below this value, whatever its kind. */
    Optional<String> text(String... fields) {
        return at(fields)
                .map(Place::node)
                .filter(Node.Scalar.class::isInstance)
                .map(Node.Scalar.class::cast)
                .filter(scalar -> scalar.kind() != Node.Kind.NULL)
                .map(Node.Scalar::text);
    }

    /** The whole number below this value, where one stands there. */
    Optional<Integer> number(String... fields) {
        return text(fields).filter(Leaf.DECIMAL).map(Integer::valueOf);
    }

    /** The text that checking has shown to be there; that it is not would be a bug. */
    String need(String... fields) {
        return text(fields).orElseThrow(() -> new IllegalStateException(path + " lacks " + List.of(fields)));
    }

    Violation violation(String allowed) {
        return violation(Shown.value(node), allowed);
    }

    Violation violation(String value, String allowed) {
        return new Violation(node.mark(), path.isEmpty() ? ROOT : path, value, allowed);
    }
}
