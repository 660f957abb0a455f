package dev.berth.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything in which a value differs from its shape.
 *
 * @param ground where the policy is written down
 * @param secret whether the value must not appear in a message
 */
record Conformity(Place place, Ground ground, boolean secret) implements Shape.Cases<Stream<Violation>> {
    static Stream<Violation> of(Place place, Shape shape, Ground ground) {
        return shape.match(new Conformity(place, ground, false));
    }

    @Override
    public Stream<Violation> leaf(Leaf leaf) {
        if (!(place.node() instanceof Node.Scalar scalar)) {
            return wrong(leaf.allowed());
        }
        boolean fits = leaf.test().test(scalar.text());
        if (scalar.kind() == leaf.kind()) {
            return fits ? Stream.empty() : wrong(leaf.allowed() + Spelling.hint(scalar.text(), leaf.words()));
        }
        return wrong(leaf.allowed() + (fits ? quoting(scalar) : ""));
    }

    /** A value that would do but for its quotes. */
    private static String quoting(Node.Scalar scalar) {
        return switch (scalar.kind()) {
            case STRING -> ", without quotes";
            case NULL -> "";
            default -> ", in quotes";
        };
    }

    @Override
    public Stream<Violation> either(Shape.Either either) {
        return place.node() instanceof Node.Scalar scalar
                                && either.leaf().test().test(scalar.text())
                        || place.node() instanceof Node.Mapping
                ? inside(place, either.of(place.node()))
                : wrong(either.allowed());
    }

    @Override
    public Stream<Violation> items(Shape.Items items) {
        if (!(place.node() instanceof Node.Sequence sequence)) {
            return wrong(items.allowed());
        }
        int size = sequence.items().size();
        Stream<Violation> count = items.min() <= size && size <= items.max()
                ? Stream.empty()
                : Stream.of(place.violation(size + (size == 1 ? " item" : " items"), items.allowed()));
        List<Place> places = place.items();
        Stream<Violation> inside = places.stream().flatMap(item -> inside(item, items.item()));
        return Stream.of(count, inside, repeats(places, items.identity())).flatMap(found -> found);
    }

    private static Stream<Violation> repeats(List<Place> items, String identity) {
        if (identity.isEmpty()) {
            return Stream.empty();
        }
        Map<String, Place> first = new HashMap<>();
        return items.stream()
                .flatMap(item -> (identity.equals(Shape.Items.ITSELF) ? Optional.of(item) : item.at(identity)).stream())
                .flatMap(named -> named.text().map(text -> first.putIfAbsent(text, named)).stream()
                        .map(other -> named.violation("each only once; " + other.path() + " says it too")));
    }

    @Override
    public Stream<Violation> struct(Shape.Struct struct) {
        Conformity inner = new Conformity(place, ground, secret || struct.secret());
        return place.node() instanceof Node.Mapping mapping
                ? new Members(struct, mapping, inner).violations()
                : inner.wrong(struct.allowed());
    }

    @Override
    public Stream<Violation> closed(Shape.Closed closed) {
        return Stream.concat(
                closed.on().contains(ground) ? wrong(closed.reason()) : Stream.empty(), inside(place, closed.shape()));
    }

    @Override
    public Stream<Violation> ignored(Shape.Ignored ignored) {
        return Stream.empty();
    }

    Stream<Violation> inside(Place inner, Shape shape) {
        return shape.match(new Conformity(inner, ground, secret));
    }

    private Stream<Violation> wrong(String allowed) {
        return Stream.of(secret ? place.violation(Shown.MASK, allowed) : place.violation(allowed));
    }
}
