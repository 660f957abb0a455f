package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What a policy's table noted of one client of one old port.
 *
 * @param set where it stands
 * @param since the time that has passed since it last connected, in whole seconds
 */
record Use(String set, String client, int port, Duration since, long connections) {
    private static final Set<String> SETS = Set.of("users4", "users6");

    /** @param listing the {@code nftables} array of a table */
    static List<Use> in(JsonNode listing) {
        return StreamSupport.stream(listing.spliterator(), false)
                .map(item -> item.path("set"))
                .filter(set -> SETS.contains(set.path("name").asText()))
                .flatMap(set -> StreamSupport.stream(set.path("elem").spliterator(), false)
                        .map(item -> of(set, item.path("elem"))))
                .toList();
    }

    private static Use of(JsonNode set, JsonNode noted) {
        var key = noted.path("val").path("concat");
        return new Use(
                set.path("name").asText(),
                IpAddress.ofText(key.path(0).asText()),
                key.path(1).asInt(),
                Duration.ofSeconds(
                        set.path("timeout").asLong() - noted.path("expires").asLong()),
                noted.path("counter").path("packets").asLong());
    }

    JsonNode deletion(String table) {
        var json = JsonNodeFactory.instance;
        var target = json.objectNode().put("family", "inet").put("table", table).put("name", set);
        var key = json.objectNode();
        key.putArray("concat").add(client).add(port);
        target.putArray("elem").add(key);
        return json.objectNode().set("delete", json.objectNode().set("element", target));
    }
}
