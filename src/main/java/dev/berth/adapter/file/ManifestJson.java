package dev.berth.adapter.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.StoredFile;
import dev.berth.engine.ShapeEdition;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Manifests as JSON that people can read too; proofs are told apart by {@code state}. */
final class ManifestJson {
    /** Those of before had none. */
    private static final String SURROUNDINGS = "surroundings";

    private static final String SHAPES = "shapeEdition";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Manifests of before had globals always, and one.
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(Proof.class, ByState.class)
            .addMixIn(StoredFile.class, Spare.class)
            .build();

    private ManifestJson() {}

    /** Those of the first edition say nothing of it, so that earlier versions of berth can read them. */
    static byte[] bytes(Manifest manifest) {
        ObjectNode tree = JSON.valueToTree(manifest);
        if (manifest.shapeEdition() == ShapeEdition.FIRST) {
            tree.remove(SHAPES);
        }
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written", e);
        }
    }

    /** @throws IOException when this is no manifest that this version of berth knows */
    static Manifest read(byte[] json) throws IOException {
        var tree = JSON.readTree(json);
        if (tree instanceof ObjectNode manifest && !manifest.has(SURROUNDINGS)) {
            manifest.putArray(SURROUNDINGS);
        }
        if (tree instanceof ObjectNode manifest && !manifest.has(SHAPES)) {
            manifest.put(SHAPES, ShapeEdition.FIRST);
        }
        files(tree).filter(file -> !file.has("key")).forEach(file -> file.putNull("key"));
        var manifest = JSON.treeToValue(tree, Manifest.class);
        if (manifest == null) {
            throw new IOException("null is no manifest");
        }
        return manifest;
    }

    /** Those of before had no encryption, and those without it say nothing of it. */
    private static Stream<ObjectNode> files(JsonNode manifest) {
        return Stream.of(
                        Stream.of(manifest.path("globals")),
                        items(manifest.path("globals")),
                        items(manifest.path(SURROUNDINGS)),
                        items(manifest.path("dumps")).map(dump -> dump.path("file")))
                .flatMap(each -> each)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private interface Spare {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Proof.Proved.class, name = "proved"),
        @JsonSubTypes.Type(value = Proof.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = Proof.Untried.class, name = "untried")
    })
    private interface ByState {}
}
