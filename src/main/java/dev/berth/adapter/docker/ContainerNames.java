package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.ContainerName;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import dev.berth.policy.Policy;
import java.util.List;

/** Asks an engine what its running containers are called, and which addresses they have. */
public record ContainerNames(Connections engines) implements Sources.Names {
    @Override
    public Observation<List<ContainerName>> look(Policy policy) {
        try {
            var listed = engines.at(policy.docker().host()).get("/containers/json");
            return new Observation.Seen<>(
                    Json.items(listed).map(ContainerNames::name).toList());
        } catch (Unanswered e) {
            return new Observation.Blind<>(e.reason(), e.remedy());
        }
    }

    private static ContainerName name(JsonNode container) {
        return new ContainerName(
                container.path("Id").asText(),
                container.path("Names").path(0).asText().replaceFirst("^/", ""),
                ContainerJson.addresses(container));
    }
}
