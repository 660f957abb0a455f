package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * One port in a set or map of a policy's table, as commands in JSON.
 *
 * @param group the set or map; with an address its sibling for that family, such as {@code held4}
 */
record FilterElement(String table, String group, String hostIp, int port) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    JsonNode add(Duration timeout) {
        return command("add", timed(timeout));
    }

    /** A second add alone would not set the timeout anew. */
    Stream<JsonNode> anew(JsonNode add) {
        return Stream.of(add, delete(), add);
    }

    JsonNode delete() {
        return command("delete", key(port));
    }

    JsonNode lead(int to) {
        return command("add", JSON.arrayNode().add(key(port)).add(key(to)));
    }

    /** As {@link #lead}, in a map that has no address on the other side. */
    JsonNode point(int to) {
        return command("add", JSON.arrayNode().add(key(port)).add(to));
    }

    /** For so long a chain of the table judges whoever asks for the port. */
    JsonNode judge(String chain, Duration timeout) {
        var verdict = JSON.objectNode().set("jump", JSON.objectNode().put("target", chain));
        return command("add", JSON.arrayNode().add(timed(timeout)).add(verdict));
    }

    private JsonNode timed(Duration timeout) {
        var timed = JSON.objectNode();
        timed.set("val", key(port));
        // The interface counts in whole seconds; rounded up, nobody is let go early.
        timed.put("timeout", timeout.plusMillis(999).toSeconds());
        return JSON.objectNode().set("elem", timed);
    }

    static JsonNode deletion(String table) {
        var target = JSON.objectNode().put("family", "inet").put("name", table);
        return JSON.objectNode().set("delete", JSON.objectNode().set("table", target));
    }

    private JsonNode key(int number) {
        if (hostIp.isEmpty()) {
            return JSON.numberNode(number);
        }
        ObjectNode pair = JSON.objectNode();
        pair.putArray("concat").add(hostIp).add(number);
        return pair;
    }

    private JsonNode command(String verb, JsonNode element) {
        var target = JSON.objectNode()
                .put("family", "inet")
                .put("table", table)
                .put("name", group + (hostIp.isEmpty() ? "" : hostIp.contains(":") ? "6" : "4"));
        target.putArray("elem").add(element);
        return JSON.objectNode().set(verb, JSON.objectNode().set("element", target));
    }
}
