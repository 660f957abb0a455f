package dev.berth.adapter.file;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import java.io.IOException;

/** Manifests as JSON that people can read too; proofs are told apart by {@code state}. */
final class ManifestJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Manifests of before had globals always, and one.
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .addMixIn(Proof.class, ByState.class)
            .build();

    private ManifestJson() {}

    static byte[] bytes(Manifest manifest) {
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can always be written", e);
        }
    }

    /** @throws IOException when this is no manifest that this version of berth knows */
    static Manifest read(byte[] json) throws IOException {
        var manifest = JSON.readValue(json, Manifest.class);
        if (manifest == null) {
            throw new IOException("null is no manifest");
        }
        return manifest;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Proof.Proved.class, name = "proved"),
        @JsonSubTypes.Type(value = Proof.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = Proof.Untried.class, name = "untried")
    })
    private interface ByState {}
}
