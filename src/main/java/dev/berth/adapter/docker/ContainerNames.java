package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.ContainerName;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks an engine what its running containers are called, and since when they have which addresses. */
public record ContainerNames(Connections engines) implements Sources.Names {
    @Override
    public Observation<List<ContainerName>> look(Policy policy) {
        try {
            var api = engines.at(policy.docker().host());
            var names = new ArrayList<ContainerName>();
            long end = System.nanoTime() + api.limits().call().toNanos();
            for (var listed : api.get("/containers/json")) {
                // An engine that hangs must not cost as many limits as it has containers; the others stay unnamed.
                if (System.nanoTime() - end < 0) {
                    inspect(api, listed.path("Id").asText())
                            .flatMap(ContainerNames::name)
                            .ifPresent(names::add);
                }
            }
            return new Observation.Seen<>(names);
        } catch (Unanswered e) {
            return new Observation.Blind<>(e.reason(), e.remedy());
        }
    }

    /** Empty for one that has gone since it was listed, and for one that the engine fails to tell of. */
    private static Optional<JsonNode> inspect(DockerApi api, String id) {
        try {
            return api.find("/containers/" + id + "/json");
        } catch (Unanswered untold) {
            return Optional.empty();
        }
    }

    private static Optional<ContainerName> name(JsonNode inspect) {
        return new ContainerReading(inspect)
                .started()
                .map(started -> new ContainerName(
                        inspect.path("Id").asText(),
                        ContainerJson.name(inspect),
                        ContainerJson.addresses(inspect),
                        started));
    }
}
