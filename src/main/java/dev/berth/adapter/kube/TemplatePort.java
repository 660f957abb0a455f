package dev.berth.adapter.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One port of a container of a workload's template, by TCP, and how the node's is written there.
 *
 * @param list {@code containers}, or {@code initContainers} for one that stays
 * @param address the one of the node's at which it answers; empty for all
 */
record TemplatePort(String list, String container, int target, Optional<Integer> host, String address) {
    private static final String SPEC = "/spec/template/spec";
    private static final String TARGET = "containerPort";
    private static final String HOST = "hostPort";

    /** All of a workload. */
    static List<TemplatePort> of(JsonNode workload) {
        return in(workload.at(SPEC)).toList();
    }

    /** Those of the same number: one, unless it is listed more often. */
    static List<TemplatePort> of(JsonNode workload, int target) {
        return of(workload).stream().filter(port -> port.target() == target).toList();
    }

    /** Those of a pod. */
    static Stream<TemplatePort> in(JsonNode spec) {
        return Stream.of("containers", "initContainers")
                .flatMap(list -> items(spec.path(list))
                        .flatMap(container -> items(container.path("ports"))
                                .filter(TemplatePort::isTcp)
                                .map(port -> new TemplatePort(
                                        list,
                                        container.path("name").asText(),
                                        port.path(TARGET).asInt(),
                                        port.path(HOST).asInt() > 0
                                                ? Optional.of(port.path(HOST).asInt())
                                                : Optional.empty(),
                                        anywhere(port.path("hostIP").asText())))));
    }

    private static boolean isTcp(JsonNode port) {
        return port.path("protocol").asText("TCP").equals("TCP");
    }

    private static String anywhere(String address) {
        return address.equals("0.0.0.0") || address.equals("::") ? "" : address;
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** The way to it in managed fields. */
    List<String> fields() {
        return List.of(
                "f:spec",
                "f:template",
                "f:spec",
                "f:" + list,
                "k:{\"name\":\"" + container + "\"}",
                "f:ports",
                "k:{\"containerPort\":" + target + ",\"protocol\":\"TCP\"}",
                "f:" + HOST);
    }

    /** Writes another port of the node to the same spot of a workload, or of a part of it. */
    void write(ObjectNode workload, int port) {
        ObjectNode holder = found(workload.withObject(SPEC).withArray(list), "name", container)
                .put("name", container);
        ArrayNode ports = holder.withArray("ports");
        found(ports, TARGET, String.valueOf(target))
                .put(TARGET, target)
                .put("protocol", "TCP")
                .put(HOST, port);
    }

    /** The item with a key, added where there is none; of ports only those by TCP are looked at. */
    private static ObjectNode found(ArrayNode list, String key, String value) {
        for (JsonNode item : list) {
            if (item.path(key).asText().equals(value) && isTcp(item)) {
                return (ObjectNode) item;
            }
        }
        return list.addObject();
    }
}
