package dev.berth.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The objects of manifests. */
record Documents(List<JsonNode> objects) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static Documents of(String manifest) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(manifest)) {
            return new Documents(
                    values.readAll().stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of every manifest in a folder, in the order of their names. */
    static Documents in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return new Documents(files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .flatMap(file -> of(read(file)).objects().stream())
                    .toList());
        }
    }

    Stream<JsonNode> ofKind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** The only one of a kind. */
    JsonNode only(String kind) {
        var found = ofKind(kind).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of the kind " + kind + " instead of one");
        }
        return found.get(0);
    }

    /** The rules of every role, cluster-wide or not. */
    List<JsonNode> rules() {
        return Stream.of("ClusterRole", "Role")
                .flatMap(this::ofKind)
                .flatMap(role -> Stream.iterate(0, at -> at + 1)
                        .limit(role.path("rules").size())
                        .map(role.path("rules")::get))
                .toList();
    }

    /** The texts of a list. */
    static List<String> texts(JsonNode list) {
        return Stream.iterate(0, at -> at + 1)
                .limit(list.size())
                .map(at -> list.get(at).asText())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
