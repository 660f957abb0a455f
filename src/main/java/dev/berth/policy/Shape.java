package dev.berth.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a field of a policy may hold. */
sealed interface Shape permits Leaf, Shape.Items, Shape.Struct, Shape.Either, Shape.Closed, Shape.Ignored {
    <R> R match(Cases<R> cases);

    /** What is allowed, worded for a violation. */
    String allowed();

    /** One answer for each shape. */
    interface Cases<R> {
        R leaf(Leaf leaf);

        R items(Items items);

        R struct(Struct struct);

        R either(Either either);

        R closed(Closed closed);

        R ignored(Ignored ignored);
    }

    /**
     * A list.
     *
     * @param identity the field that no two items may share; {@link #ITSELF} for scalars, empty where repeats are fine
     */
    record Items(Shape item, int min, int max, String identity) implements Shape {
        /** The item's own text is what must not come twice. */
        static final String ITSELF = ".";

        @Override
        public String allowed() {
            return "a list of " + min + " to " + max + " items";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.items(this);
        }
    }

    /**
     * An object.
     *
     * @param oneOf groups of fields of which exactly one must be there
     * @param secret whether no value below may appear in a message
     */
    record Struct(List<Field> fields, List<List<String>> oneOf, boolean secret, String allowed) implements Shape {
        public Struct {
            fields = List.copyOf(fields);
            oneOf = List.copyOf(oneOf);
        }

        static Struct of(Field... fields) {
            return new Struct(List.of(fields), List.of(), false, wording(List.of(fields)));
        }

        /** The same, with exactly one of some more fields. */
        Struct withOneOf(String... names) {
            List<List<String>> groups =
                    Stream.concat(oneOf.stream(), Stream.of(List.of(names))).toList();
            return new Struct(fields, groups, secret, allowed);
        }

        /** The same, its values kept out of every message. */
        Struct kept(String wording) {
            return new Struct(fields, oneOf, true, wording);
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }

        private static String wording(List<Field> fields) {
            return fields.isEmpty()
                    ? "an empty object"
                    : fields.stream().map(Field::name).collect(Collectors.joining(", ", "an object of ", ""));
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.struct(this);
        }
    }

    /** A single value, or an object that says it more closely. */
    record Either(Leaf leaf, Struct struct) implements Shape {
        @Override
        public String allowed() {
            return leaf.allowed() + "; or " + struct.allowed();
        }

        /** What a value is taken for. */
        Shape of(Node node) {
            return node instanceof Node.Mapping ? struct : leaf;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.either(this);
        }
    }

    /** A part of the schema that is understood and refused on some grounds, with the reason. */
    record Closed(Shape shape, String reason, List<Ground> on) implements Shape {
        public Closed {
            on = List.copyOf(on);
        }

        /** Refused wherever the policy is written down. */
        static Closed everywhere(Shape shape, String reason) {
            return new Closed(shape, reason, List.of(Ground.values()));
        }

        /** Refused where the databases run on a Docker engine. */
        static Closed inFiles(Shape shape, String reason) {
            return new Closed(shape, reason, List.of(Ground.FILE));
        }

        @Override
        public String allowed() {
            return reason;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.closed(this);
        }
    }

    /** Whatever it holds, berth does not read it. */
    record Ignored() implements Shape {
        @Override
        public String allowed() {
            return "anything";
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ignored(this);
        }
    }
}
