package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.berth.observe.Alias;
import dev.berth.observe.NetFacts.Foreign;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the aliases out of what the packet filter lists. */
final class Aliases {
    private static final Set<String> MAPS = Set.of("alias", "alias4", "alias6");

    private Aliases() {}

    /** @param listing the {@code nftables} array of a table, or of all maps */
    static List<Alias> in(JsonNode listing) {
        return StreamSupport.stream(listing.spliterator(), false)
                .map(item -> item.path("map"))
                .filter(map -> map.path("table").asText().startsWith(FilterTable.PREFIX)
                        && MAPS.contains(map.path("name").asText()))
                .flatMap(map -> StreamSupport.stream(map.path("elem").spliterator(), false))
                .map(pair -> alias(pair.path(0), pair.path(1)))
                .toList();
    }

    /** Those in the tables of others. */
    static List<Foreign> beside(String own, JsonNode listing) {
        return StreamSupport.stream(listing.spliterator(), false)
                .filter(item -> !item.path("map").path("table").asText().equals(own))
                .flatMap(item -> in(JsonNodeFactory.instance.arrayNode().add(item)).stream()
                        .map(alias -> new Foreign(item.path("map").path("table").asText(), alias)))
                .toList();
    }

    private static Alias alias(JsonNode from, JsonNode to) {
        return new Alias(from.path("concat").path(0).asText(), number(from), number(to));
    }

    private static int number(JsonNode key) {
        return key.isObject() ? key.path("concat").path(1).asInt() : key.asInt();
    }
}
