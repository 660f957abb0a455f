package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.policy.ValuePlace;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One text of an object, and how it is written there. */
sealed interface Spot {
    String text();

    /** The way to it in managed fields. */
    List<String> fields();

    /** Writes another text to the same spot of an object, or of a part of it. */
    void write(ObjectNode object, String text);

    /** Every text that a place of an object has: none, one, or one for each container. */
    static List<Spot> of(ValuePlace place, JsonNode object) {
        return place.workload().isPresent()
                ? Stream.of("containers", "initContainers")
                        .flatMap(list -> StreamSupport.stream(
                                        object.at("/spec/template/spec/" + list).spliterator(), false)
                                .flatMap(container -> variable(place, list, container).stream()))
                        .toList()
                : entry(place, object).stream().toList();
    }

    private static Optional<Spot> entry(ValuePlace place, JsonNode object) {
        JsonNode text = object.path("data").path(place.key());
        boolean secret = place.kind().equals("Secret");
        return text.isTextual()
                ? (secret ? decoded(text.asText()) : Optional.of(text.asText()))
                        .map(plain -> new Entry(place.key(), plain, secret))
                : Optional.empty();
    }

    private static Optional<Spot> variable(ValuePlace place, String list, JsonNode container) {
        return StreamSupport.stream(container.path("env").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals(place.key())
                        && variable.path("value").isTextual())
                .findFirst()
                .map(variable -> new Variable(
                        list,
                        container.path("name").asText(),
                        place.key(),
                        variable.path("value").asText()));
    }

    /** Empty where it is no text: no byte of it may change on the way. */
    private static Optional<String> decoded(String encoded) {
        String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return Base64.getEncoder()
                        .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                        .equals(encoded)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** The value of a key. */
    record Entry(String key, String text, boolean secret) implements Spot {
        @Override
        public List<String> fields() {
            return List.of("f:data", "f:" + key);
        }

        @Override
        public void write(ObjectNode object, String other) {
            object.withObject("/data")
                    .put(
                            key,
                            secret
                                    ? Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8))
                                    : other);
        }

        /** Never with the text, which may be a password. */
        @Override
        public String toString() {
            return key;
        }
    }

    /** The value of a variable of one container. */
    record Variable(String list, String container, String name, String text) implements Spot {
        @Override
        public List<String> fields() {
            return List.of(
                    "f:spec",
                    "f:template",
                    "f:spec",
                    "f:" + list,
                    "k:{\"name\":\"" + container + "\"}",
                    "f:env",
                    "k:{\"name\":\"" + name + "\"}",
                    "f:value");
        }

        @Override
        public void write(ObjectNode object, String other) {
            ObjectNode holder = named(object.withObject("/spec/template/spec").withArray(list), container);
            named(holder.withArray("env"), name).put("value", other);
        }

        private static ObjectNode named(ArrayNode list, String name) {
            for (JsonNode item : list) {
                if (item.path("name").asText().equals(name)) {
                    return (ObjectNode) item;
                }
            }
            return list.addObject().put("name", name);
        }

        /** Never with the text, which may be a password. */
        @Override
        public String toString() {
            return container + " " + name;
        }
    }
}
