package dev.berth.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a definition refuses, drops or no longer shows that an older one of the same kind did, each as a line. */
record CrdChanges(JsonNode before, JsonNode now) {
    private static final List<String> FIXED =
            List.of("/spec/group", "/spec/scope", "/spec/names/kind", "/spec/names/plural", "/spec/names/singular");

    List<String> all() {
        return Stream.of(
                        FIXED.stream()
                                .filter(path -> !before.at(path).equals(now.at(path)))
                                .map(path -> SchemaChanges.changed(path, before.at(path), now.at(path))),
                        gone("/spec/names/shortNames"),
                        gone("/spec/names/categories"),
                        elements(before.at("/spec/versions")).flatMap(this::version))
                .flatMap(lines -> lines)
                .toList();
    }

    private Stream<String> gone(String path) {
        return elements(before.at(path))
                .filter(word -> elements(now.at(path)).noneMatch(word::equals))
                .map(word -> path + ": " + word.asText() + " is gone");
    }

    private Stream<String> version(JsonNode version) {
        var name = version.path("name").asText();
        return named(now.at("/spec/versions"), name)
                .map(there -> Stream.of(
                                flags(version, there),
                                columns(version, there),
                                new SchemaChanges(
                                                "",
                                                version.at("/schema/openAPIV3Schema"),
                                                there.at("/schema/openAPIV3Schema"))
                                        .all())
                        .flatMap(lines -> lines))
                .orElseGet(() -> Stream.of("the version is gone"))
                .map(line -> name + " " + line);
    }

    /** Whether it is served and stored, and whether its status is written by itself. */
    private static Stream<String> flags(JsonNode version, JsonNode there) {
        return Stream.of("/served", "/storage", "/subresources")
                .filter(path -> !version.at(path).equals(there.at(path)))
                .map(path -> SchemaChanges.changed(path.substring(1), version.at(path), there.at(path)));
    }

    private static Stream<String> columns(JsonNode version, JsonNode there) {
        return elements(version.path("additionalPrinterColumns")).flatMap(column -> {
            var name = column.path("name").asText();
            return named(there.path("additionalPrinterColumns"), name)
                    .map(other -> Stream.of("jsonPath", "type")
                            .filter(key -> !column.path(key).equals(other.path(key)))
                            .map(key -> "column " + name + ": "
                                    + SchemaChanges.changed(key, column.path(key), other.path(key))))
                    .orElseGet(() -> Stream.of("column " + name + " is gone"));
        });
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        return elements(list)
                .filter(one -> one.path("name").asText().equals(name))
                .findFirst();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return Stream.iterate(0, at -> at + 1).limit(list.size()).map(list::get);
    }
}
