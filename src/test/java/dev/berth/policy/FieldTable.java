package dev.berth.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders the schema as the table of docs/policy.md, one line a field. */
record FieldTable(String path) implements Shape.Cases<Stream<FieldTable.Row>> {
    /** One line of the table. */
    record Row(String path, Field field) {
        String line() {
            return Stream.of("`" + path + "`", type(field.shape()), presence(), allowed(), field.meaning())
                    .map(cell -> cell.replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private String presence() {
            return switch (field.presence()) {
                case REQUIRED -> "**required**";
                case OPTIONAL -> "(" + field.standard() + ")";
                case DEFAULTED -> "`" + field.standard() + "`";
            };
        }

        private String allowed() {
            if (field.shape() instanceof Shape.Items items && items.item() instanceof Leaf leaf) {
                return items.allowed() + ", each " + leaf.allowed();
            }
            return field.shape() instanceof Shape.Struct
                    ? "the fields below"
                    : field.shape().allowed();
        }

        private static String type(Shape shape) {
            if (shape instanceof Leaf leaf) {
                return leaf.type();
            }
            if (shape instanceof Shape.Closed closed) {
                return type(closed.shape()) + (closed.on().size() > 1 ? ", refused" : ", refused in files");
            }
            if (shape instanceof Shape.Items items) {
                return "list of " + (items.item() instanceof Leaf leaf ? leaf.type() : "objects");
            }
            if (shape instanceof Shape.Either either) {
                return type(either.leaf()) + " or object";
            }
            return shape instanceof Shape.Struct ? "object" : "anything";
        }
    }

    static String render() {
        List<String> lines = new ArrayList<>();
        lines.add("| Field | Type | Default (or, without it) | Allowed | Meaning |");
        lines.add("| --- | --- | --- | --- | --- |");
        Schema.DOCUMENT.match(new FieldTable("")).map(Row::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    @Override
    public Stream<Row> struct(Shape.Struct struct) {
        return struct.fields().stream().flatMap(field -> {
            String inner = path.isEmpty() ? field.name() : path + "." + field.name();
            return Stream.concat(Stream.of(new Row(inner, field)), field.shape().match(new FieldTable(inner)));
        });
    }

    @Override
    public Stream<Row> either(Shape.Either either) {
        return either.struct().match(this);
    }

    @Override
    public Stream<Row> items(Shape.Items items) {
        return items.item().match(new FieldTable(path + "[]"));
    }

    @Override
    public Stream<Row> closed(Shape.Closed closed) {
        return closed.shape().match(this);
    }

    @Override
    public Stream<Row> leaf(Leaf leaf) {
        return Stream.empty();
    }

    @Override
    public Stream<Row> ignored(Shape.Ignored ignored) {
        return Stream.empty();
    }
}
