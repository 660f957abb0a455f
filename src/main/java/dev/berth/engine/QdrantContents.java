package dev.berth.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at what a Qdrant holds: collections and their exact number of points; Strict reads the points themselves. */
record QdrantContents(QdrantDesk desk, Depth depth) {
    /** The order of a payload's fields is nobody's business. */
    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final int PAGE = 1000;

    Contents look() throws IOException {
        var schema = new TreeMap<String, String>();
        var tables = new TreeMap<String, Table>();
        for (var collection : desk.collections()) {
            var shape = sha256();
            shape.update(sorted(desk.shape(collection)));
            schema.put(collection, HexFormat.of().formatHex(shape.digest()));
            tables.put(
                    collection,
                    new Table(desk.count(collection), depth == Depth.STRICT ? points(collection) : "count"));
        }
        return new Contents(depth, schema, tables, new TreeSet<>());
    }

    private String points(String collection) throws IOException {
        var digest = sha256();
        var offset = "";
        do {
            var page = desk.scroll(
                    collection, "{\"limit\":" + PAGE + ",\"with_payload\":true,\"with_vector\":true" + offset + "}");
            digest.update(sorted(page.path("points")));
            var next = page.path("next_page_offset");
            offset = next.isMissingNode() || next.isNull() ? "" : ",\"offset\":" + next;
        } while (!offset.isEmpty());
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] sorted(JsonNode json) throws JsonProcessingException {
        return SORTED.writeValueAsBytes(SORTED.treeToValue(json, Object.class));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
