package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the kernel where a container is that has just started.
 *
 * <p>Docker listens at a published port before the container can be reached. Whoever connects in that moment has the kernel
 * ask for the container's address in vain (ARP, RFC 826), and the kernel asks again only a second later
 * ({@code retrans_time_ms}); until then everybody waits, although the database has long been up.
 */
record Introduction(JsonNode inspect) {
    private static final int BRIDGE_DIGITS = 12;

    /** Best effort: it takes CAP_NET_ADMIN and a bridge on this host; without them the kernel asks for itself. */
    void make() {
        var words = words().collect(Collectors.joining("\n"));
        if (words.isEmpty()) {
            return;
        }
        try {
            Command.run(
                    Path.of("/"), "", words.getBytes(StandardCharsets.UTF_8), List.of("ip", "-force", "-batch", "-"));
        } catch (IOException withoutIp) {
            // Nothing is lost but a moment.
        }
    }

    /** One command of ip-neighbour(8) for each network of Docker's bridge driver, whose interfaces are named this way. */
    Stream<String> words() {
        return Json.items(inspect.path("NetworkSettings").path("Networks"))
                .filter(network -> !network.path("IPAddress").asText("").isEmpty()
                        && !network.path("MacAddress").asText("").isEmpty()
                        && network.path("NetworkID").asText("").length() > BRIDGE_DIGITS)
                .map(network -> "neigh replace " + network.path("IPAddress").asText() + " lladdr "
                        + network.path("MacAddress").asText() + " nud reachable dev br-"
                        + network.path("NetworkID").asText().substring(0, BRIDGE_DIGITS));
    }
}
