package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Rebinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The {@code PortBindings} of a host configuration. */
final class PortMap {
    private static final Set<String> ANY_IPV4 = Set.of("", "0.0.0.0");

    private PortMap() {}

    /** Changes host ports in place, addresses never; gives the rebindings that found nothing to change. */
    static List<Rebinding> rebind(JsonNode hostConfig, List<Rebinding> rebindings) {
        var missed = new ArrayList<>(rebindings);
        hostConfig
                .path("PortBindings")
                .properties()
                .forEach(entry -> Json.items(entry.getValue())
                        .forEach(binding -> rebindings.stream()
                                .filter(rebinding -> matches(rebinding, entry.getKey(), binding))
                                .findFirst()
                                .ifPresent(rebinding -> {
                                    ((ObjectNode) binding).put("HostPort", String.valueOf(rebinding.to()));
                                    missed.remove(rebinding);
                                })));
        return List.copyOf(missed);
    }

    private static boolean matches(Rebinding rebinding, String port, JsonNode binding) {
        var address = binding.path("HostIp").asText("");
        return port.equals(rebinding.target() + "/" + rebinding.protocol())
                && binding.path("HostPort").asText("").equals(String.valueOf(rebinding.from()))
                && (address.equals(rebinding.hostIp())
                        || (ANY_IPV4.contains(address) && ANY_IPV4.contains(rebinding.hostIp())));
    }
}
