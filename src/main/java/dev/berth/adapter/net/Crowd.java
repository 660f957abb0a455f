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

    /**
     * Lets them in by their number from now on, counted anew, and all in one chain. The ports' own only lead there: a port
     * that gets another crowd at the next move leads that one elsewhere, and leaves the others where they are.
     */
    List<JsonNode> paced() {
        var crowd = "crowd_" + name(ports.get(0));
        var counting =
                Stream.concat(anew(crowd), rule(crowd, command("ct count", count()), command("goto", target("wait"))));
        var leading = ports.stream()
                .map(Crowd::room)
                .flatMap(room -> Stream.concat(anew(room), rule(room, command("goto", target(crowd)))));
        return Stream.of(counting, leading, ports.stream().flatMap(this::judged))
                .flatMap(commands -> commands)
                .toList();
    }

    private ObjectNode count() {
        return JSON.objectNode().put("val", places).put("inv", true);
    }

    /** A port's chain, which is the same at each release: it may be judged still since the last. */
    private static String room(HeldPort port) {
        return "room_" + name(port);
    }

    private static String name(HeldPort port) {
        var address = port.hostIp().isEmpty() ? "" : port.hostIp().replaceAll("[.:]", "_") + "_";
        return address + port.port();
    }

    private Stream<JsonNode> anew(String name) {
        var chain = chain().put("name", name);
        return Stream.of(command("add", command("chain", chain)), command("flush", command("chain", chain)));
    }

    private Stream<JsonNode> rule(String chain, JsonNode... expressions) {
        var rule = chain().put("chain", chain);
        rule.putArray("expr").addAll(List.of(expressions));
        return Stream.of(command("add", command("rule", rule)));
    }

    private Stream<JsonNode> judged(HeldPort port) {
        var element = new FilterElement(table, "crowded", port.hostIp(), port.port());
        return element.anew(element.judge(room(port), LASTS));
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
