package dev.berth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a field's schema refuses or drops that an older one of the same field took, each as a line that begins with the path.
 *
 * <p>Of texts that it can't weigh against each other, such as patterns and rules, it tells every change.
 */
record SchemaChanges(String path, JsonNode before, JsonNode now) {
    private static final List<String> CEILINGS = List.of("maximum", "maxLength", "maxItems", "maxProperties");
    private static final List<String> FLOORS = List.of("minimum", "minLength", "minItems", "minProperties");

    /** What limits by being there, and says nothing where it is not. */
    private static final List<String> LIMITS = List.of(
            "pattern",
            "format",
            "multipleOf",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "uniqueItems",
            "allOf",
            "anyOf",
            "oneOf",
            "not");

    /** What widens by being there. */
    private static final List<String> WIDE =
            List.of("nullable", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-int-or-string");

    /** What means something else with every change. */
    private static final List<String> FIXED =
            List.of("type", "default", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type");

    Stream<String> all() {
        return Stream.of(
                        FIXED.stream().filter(this::differs).map(this::changed),
                        LIMITS.stream().filter(this::differs).filter(now::has).map(this::changed),
                        WIDE.stream().filter(before::has).filter(this::differs).map(this::changed),
                        CEILINGS.stream().filter(key -> isNarrower(key, 1)).map(this::changed),
                        FLOORS.stream().filter(key -> isNarrower(key, -1)).map(this::changed),
                        values(),
                        required(),
                        rules(),
                        fields(),
                        below("items", path + "[]"),
                        below("additionalProperties", path + "{}"))
                .flatMap(lines -> lines);
    }

    private Stream<String> values() {
        if (!now.has("enum")) {
            return Stream.empty();
        }
        return before.has("enum")
                ? texts(before.path("enum"))
                        .filter(value -> texts(now.path("enum")).noneMatch(value::equals))
                        .map(value -> line("the value " + value + " is gone"))
                : Stream.of(changed("enum"));
    }

    private Stream<String> required() {
        return texts(now.path("required"))
                .filter(name -> texts(before.path("required")).noneMatch(name::equals))
                .map(name -> line(name + " is required now"));
    }

    private Stream<String> rules() {
        return rules(now)
                .filter(rule -> rules(before).noneMatch(rule::equals))
                .map(rule -> line("a new rule: " + rule));
    }

    private static Stream<String> rules(JsonNode schema) {
        return elements(schema.path("x-kubernetes-validations"))
                .map(rule -> rule.path("rule").asText());
    }

    private Stream<String> fields() {
        return before.path("properties").properties().stream().flatMap(field -> {
            var there = now.path("properties").path(field.getKey());
            var name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            return there.isMissingNode()
                    ? Stream.of(name + ": the field is gone, and what it holds would be dropped")
                    : new SchemaChanges(name, field.getValue(), there).all();
        });
    }

    private Stream<String> below(String key, String name) {
        if (!before.has(key)) {
            return Stream.empty();
        }
        return now.has(key)
                ? new SchemaChanges(name, before.path(key), now.path(key)).all()
                : Stream.of(line(key + " is gone, and what it holds would be dropped"));
    }

    private boolean differs(String key) {
        return !before.path(key).equals(now.path(key));
    }

    private boolean isNarrower(String key, int direction) {
        return now.has(key)
                && (!before.has(key)
                        || direction
                                        * now.path(key)
                                                .decimalValue()
                                                .compareTo(before.path(key).decimalValue())
                                < 0);
    }

    private String changed(String key) {
        return line(changed(key, before.path(key), now.path(key)));
    }

    static String changed(String what, JsonNode before, JsonNode now) {
        return what + " was " + text(before) + ", is " + text(now);
    }

    private String line(String words) {
        return (path.isEmpty() ? "the object" : path) + ": " + words;
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value.isTextual() ? value.asText() : value.toString();
    }

    private static Stream<String> texts(JsonNode list) {
        return elements(list).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return Stream.iterate(0, at -> at + 1).limit(list.size()).map(list::get);
    }
}
