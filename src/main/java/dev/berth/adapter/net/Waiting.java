package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A client whose question was not let through, and the address and port that it asked. */
record Waiting(InetSocketAddress client, InetSocketAddress asked) {
    private static final Set<String> SETS = Set.of("waiting4", "waiting6");

    /** Reads them out of what the packet filter lists of a table. */
    static List<Waiting> in(JsonNode listing) {
        return StreamSupport.stream(listing.spliterator(), false)
                .map(item -> item.path("set"))
                .filter(set -> SETS.contains(set.path("name").asText()))
                .flatMap(set -> StreamSupport.stream(set.path("elem").spliterator(), false))
                .map(element -> of(element.path("elem").path("val").path("concat")))
                .toList();
    }

    private static Waiting of(JsonNode parts) {
        return new Waiting(socket(parts.path(0), parts.path(1)), socket(parts.path(2), parts.path(3)));
    }

    private static InetSocketAddress socket(JsonNode address, JsonNode port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address.asText()), port.asInt());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("“" + address.asText() + "” is no address", e);
        }
    }
}
