package dev.berth.adapter.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.NetStep.HeldPort;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All who come at once after a release: those called back, those who ask again by themselves, and those who only just come.
 *
 * @param places how many of them may be connected at the same time; whoever comes beyond waits as if still held
 */
record Crowd(String table, List<HeldPort> ports, int places) {
    /** By then whoever waited has asked again: at the first, third and seventh second (RFC 6298, section 5.5). */
    private static final Duration LASTS = Duration.ofSeconds(10);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Lets them in by their number from now on, counted anew. */
    List<JsonNode> paced() {
        var chain = chain().put("name", "room_" + ports.get(0).port());
        var count = JSON.objectNode().put("val", places).put("inv", true);
        var rule = chain().put("chain", chain.path("name").asText());
        rule.putArray("expr").add(command("ct count", count)).add(command("goto", target("wait")));
        var opening = Stream.of(
                command("add", command("chain", chain)),
                command("flush", command("chain", chain)),
                command("add", command("rule", rule)));
        return Stream.concat(opening, ports.stream().flatMap(port -> judged(port, chain)))
                .toList();
    }

    private Stream<JsonNode> judged(HeldPort port, JsonNode chain) {
        var element = new FilterElement(table, "crowded", port.hostIp(), port.port());
        return element.anew(element.judge(chain.path("name").asText(), LASTS));
    }

    private ObjectNode chain() {
        return JSON.objectNode().put("family", "inet").put("table", table);
    }

    private static ObjectNode target(String chain) {
        return JSON.objectNode().put("target", chain);
    }

    private static ObjectNode command(String name, JsonNode what) {
        return JSON.objectNode().set(name, what);
    }
}
