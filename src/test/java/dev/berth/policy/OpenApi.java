package dev.berth.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Renders the schema of policies as the one of the custom resource: the same fields, limits and words.
 *
 * <p>Numbers, lengths and choices are told in OpenAPI's own terms, which name what is allowed. Patterns would not: where
 * they can they become rules in CEL, whose message is ours.
 *
 * @param path of the value in a policy, such as {@code spec.databases[]}
 */
public record OpenApi(String path) implements Shape.Cases<Map<String, Object>> {
    /** The schema of a policy's spec. */
    public static Map<String, Object> spec() {
        return Schema.DOCUMENT.fields().stream()
                .filter(field -> field.name().equals("spec"))
                .map(field -> described(field, field.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> described(Field field, String path) {
        var schema = field.shape().match(new OpenApi(path));
        var described = new LinkedHashMap<String, Object>();
        described.put("description", field.meaning() + absence(field));
        described.putAll(schema);
        return described;
    }

    private static String absence(Field field) {
        return switch (field.presence()) {
            case REQUIRED -> "";
            case OPTIONAL -> " Without it: " + field.standard().replace("`", "") + ".";
            case DEFAULTED -> field.standard().equals("{}") ? "" : " Default: " + field.standard() + ".";
        };
    }

    @Override
    public Map<String, Object> struct(Shape.Struct struct) {
        var schema = typed("object");
        var properties = new LinkedHashMap<String, Object>();
        struct.fields().forEach(field -> properties.put(field.name(), described(field, path + "." + field.name())));
        if (!properties.isEmpty()) {
            schema.put("properties", properties);
        }
        var required = struct.fields().stream()
                .filter(field -> field.presence() == Field.Presence.REQUIRED)
                .map(Field::name)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return ruled(schema, Stream.concat(Cel.closed(struct), Cel.choices(struct)));
    }

    @Override
    public Map<String, Object> items(Shape.Items items) {
        var schema = typed("array");
        schema.put("minItems", items.min());
        schema.put("maxItems", items.max());
        if (items.identity().equals(Shape.Items.ITSELF)) {
            schema.put("x-kubernetes-list-type", "set");
        } else if (!items.identity().isEmpty()) {
            schema.put("x-kubernetes-list-type", "map");
            schema.put("x-kubernetes-list-map-keys", List.of(items.identity()));
        }
        schema.put("items", items.item().match(new OpenApi(path + "[]")));
        return ruled(schema, Stream.empty());
    }

    /** A structural schema has no value of two types but one that it looks no further into; the operator's reader does. */
    @Override
    public Map<String, Object> either(Shape.Either either) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("x-kubernetes-preserve-unknown-fields", true);
        return schema;
    }

    /** Refused in a cluster too, it is known here all the same; the object around it has the rule. */
    @Override
    public Map<String, Object> closed(Shape.Closed closed) {
        return closed.shape().match(this);
    }

    @Override
    public Map<String, Object> leaf(Leaf leaf) {
        var schema = typed(
                switch (leaf.kind()) {
                    case INTEGER -> "integer";
                    case BOOLEAN -> "boolean";
                    default -> "string";
                });
        if (leaf.domain() instanceof Domain.Numbers numbers) {
            schema.put("minimum", numbers.from());
            schema.put("maximum", numbers.to());
        } else if (leaf.domain() instanceof Domain.Choice choice) {
            schema.put("enum", choice.words());
        } else if (leaf.domain() instanceof Domain.Text text) {
            return text(schema, text, leaf.allowed());
        } else if (leaf.domain() instanceof Domain.Durations durations) {
            schema.put("maxLength", 7);
            return ruled(schema, Stream.of(within(durations, leaf.allowed())));
        }
        return schema;
    }

    private Map<String, Object> text(Map<String, Object> schema, Domain.Text text, String allowed) {
        schema.put("maxLength", text.longest());
        // A rule on long texts in a list of lists costs more than the API server grants; a pattern costs nothing.
        if (text.longest() == Leaf.LONGEST && path.indexOf("[]") != path.lastIndexOf("[]")) {
            schema.put("pattern", Cel.whole(text.pattern()));
            return schema;
        }
        return ruled(schema, Stream.of(Cel.matching(text.pattern(), allowed)));
    }

    private static Cel within(Domain.Durations durations, String allowed) {
        return Cel.of(
                "self.matches('^" + Spans.PATTERN + "$') && ["
                        + "int(self.substring(0, self.size() - 1)) * (self.endsWith('s') ? 1 : self.endsWith('m') ? 60"
                        + " : self.endsWith('h') ? 3600 : 86400)].all(seconds, "
                        + seconds(durations.least()) + " <= seconds && seconds <= " + seconds(durations.most()) + ")",
                allowed);
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds();
    }

    @Override
    public Map<String, Object> ignored(Shape.Ignored ignored) {
        throw new IllegalStateException(path + ": a spec has no field that is not read");
    }

    private static Map<String, Object> typed(String type) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", type);
        return schema;
    }

    private Map<String, Object> ruled(Map<String, Object> schema, Stream<Cel> own) {
        List<Map<String, Object>> rules = new ArrayList<>();
        Stream.concat(own, Cel.across(path)).map(Cel::asMap).forEach(rules::add);
        if (!rules.isEmpty()) {
            schema.put("x-kubernetes-validations", rules);
        }
        return schema;
    }
}
