package dev.berth.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks at what a Qdrant holds: collections and their exact number of points; Strict reads the points themselves. */
record QdrantContents(QdrantDesk desk, Depth depth) {
    /** The order of a payload's fields is nobody's business. */
    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final int PAGE = 1000;

    Contents look() throws IOException {
        return of(desk.collections());
    }

    /** One collection alone. */
    Contents of(String collection) throws IOException {
        return of(List.of(collection));
    }

    private Contents of(List<String> collections) throws IOException {
        var schema = new TreeMap<String, String>();
        var tables = new TreeMap<String, Table>();
        for (var collection : collections) {
            var shape = Sha256.begin();
            shape.update(sorted(desk.shape(collection)));
            schema.put(collection, Sha256.end(shape));
            tables.put(
                    collection,
                    new Table(desk.count(collection), depth == Depth.STRICT ? points(collection) : Table.COUNT));
        }
        return new Contents(depth, schema, tables, new TreeSet<>());
    }

    /** The points of each collection alone. */
    SortedMap<String, Long> counts() throws IOException {
        var counts = new TreeMap<String, Long>();
        for (var collection : desk.collections()) {
            counts.put(collection, desk.count(collection));
        }
        return counts;
    }

    private String points(String collection) throws IOException {
        var digest = Sha256.begin();
        var offset = "";
        do {
            var page = desk.scroll(
                    collection, "{\"limit\":" + PAGE + ",\"with_payload\":true,\"with_vector\":true" + offset + "}");
            digest.update(sorted(page.path("points")));
            var next = page.path("next_page_offset");
            offset = next.isMissingNode() || next.isNull() ? "" : ",\"offset\":" + next;
        } while (!offset.isEmpty());
        return "sha256:" + Sha256.end(digest);
    }

    private static byte[] sorted(JsonNode json) throws JsonProcessingException {
        return SORTED.writeValueAsBytes(SORTED.treeToValue(json, Object.class));
    }
}
