package dev.berth.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** One YAML file of a golden case, read with defaults for everything that a case leaves out. */
record CaseFile(String name, String text, JsonNode root) {
    static CaseFile read(Path file) {
        try {
            var text = Files.readString(file);
            return new CaseFile(file.getFileName().toString(), text, new YAMLMapper().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** The line, from 1, of the first place where a text stands. */
    int line(String needle) {
        int at = text.indexOf(needle);
        return at < 0
                ? 1
                : (int) text.substring(0, at).lines().count() + (text.charAt(Math.max(0, at - 1)) == '\n' ? 1 : 0);
    }

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }

    static List<String> texts(JsonNode list) {
        return each(list, JsonNode::asText);
    }

    static Optional<String> text(JsonNode node, String key) {
        return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
    }
}
