package dev.berth.adapter.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.engine.Contents;
import dev.berth.engine.History;
import dev.berth.engine.Looked;
import java.util.TreeMap;
import java.util.TreeSet;

/** A look as the journal keeps it: one JSON object. */
final class LookedText {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Beyond that, an entry would be too long to be written while clients wait. */
    static final int MOST = 2000;

    /** Why what it holds is not compared then. */
    static final String TOO_LONG = "it has more than " + MOST + " objects";

    private LookedText() {}

    /** Whether there is more in a look than an entry takes; of that its history alone is kept. */
    static boolean tooLong(Looked looked) {
        return looked instanceof Looked.Seen seen && seen.contents().schema().size() > MOST;
    }

    static String of(Looked looked) {
        if (looked instanceof Looked.Seen seen && tooLong(looked)) {
            return of(new Looked.Partly(seen.history(), TOO_LONG));
        }
        var text = JSON.createObjectNode();
        if (looked instanceof Looked.Told told) {
            text.set("history", JSON.valueToTree(told.history()));
        }
        if (looked instanceof Looked.Seen seen) {
            write(text, seen.contents());
        } else {
            text.put(looked instanceof Looked.Told ? "partly" : "untold", looked.why());
        }
        return text.toString();
    }

    private static void write(ObjectNode text, Contents contents) {
        text.put("depth", contents.depth().name());
        text.set("schema", JSON.valueToTree(contents.schema()));
        text.set("unread", JSON.valueToTree(contents.unread()));
        var tables = text.putObject("tables");
        contents.tables()
                .forEach(
                        (name, table) -> tables.putArray(name).add(table.rows()).add(table.digest()));
    }

    /** An entry that is not there tells nothing. */
    static Looked read(String text) {
        if (text.isEmpty()) {
            return new Looked.Untold("nothing is on record");
        }
        try {
            var json = JSON.readTree(text);
            if (json.has("untold")) {
                return new Looked.Untold(json.path("untold").asText());
            }
            var history = new History(
                    json.path("history").path("transactions").asLong(),
                    json.path("history").path("position").asLong());
            return json.has("partly")
                    ? new Looked.Partly(history, json.path("partly").asText())
                    : new Looked.Seen(history, contents(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what is on record can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private static Contents contents(JsonNode json) {
        var schema = new TreeMap<String, String>();
        json.path("schema")
                .properties()
                .forEach(object -> schema.put(object.getKey(), object.getValue().asText()));
        var tables = new TreeMap<String, Contents.Table>();
        json.path("tables")
                .properties()
                .forEach(table -> tables.put(
                        table.getKey(),
                        new Contents.Table(
                                table.getValue().path(0).asLong(),
                                table.getValue().path(1).asText())));
        var unread = new TreeSet<String>();
        json.path("unread").forEach(name -> unread.add(name.asText()));
        return new Contents(Contents.Depth.valueOf(json.path("depth").asText()), schema, tables, unread);
    }
}
