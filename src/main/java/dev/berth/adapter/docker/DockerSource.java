package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.observe.ComposeModel;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.Observation;
import dev.berth.observe.Sources;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Looks at all containers of an engine, and at the project as Compose renders it. */
public final class DockerSource implements Sources.Docker {
    private final Connections engines;
    private final ComposeTool compose;

    public DockerSource(Connections engines, ComposeTool compose) {
        this.engines = engines;
        this.compose = compose;
    }

    @Override
    public Observation<DockerFacts> look(Policy policy) {
        var model = CompletableFuture.supplyAsync(() -> compose.model(policy.folder(), policy.docker()));
        try {
            var api = engines.at(policy.docker().host());
            var greeting = api.greet();
            var containers = containers(api, policy);
            var rendering = model.join();
            if (rendering instanceof Rendering.Failed<ComposeModel> failed) {
                return new Observation.Blind<>(failed.reason(), "docker compose config must work for these files");
            }
            return new Observation.Seen<>(
                    new DockerFacts(greeting.version(), greeting.api().toString(), containers, rendering.value()));
        } catch (Unanswered e) {
            return new Observation.Blind<>(e.reason(), e.remedy());
        }
    }

    private static List<Container> containers(DockerApi api, Policy policy) throws Unanswered {
        var containers = new ArrayList<Container>();
        var images = new HashMap<String, Boolean>();
        for (var listed : api.get("/containers/json?all=true")) {
            var inspect = api.find("/containers/" + listed.path("Id").asText() + "/json");
            // It may have gone since it was listed.
            if (inspect.isPresent()) {
                containers.add(container(api, policy, inspect.get(), images));
            }
        }
        return containers;
    }

    private static Container container(DockerApi api, Policy policy, JsonNode inspect, Map<String, Boolean> images)
            throws Unanswered {
        var image = inspect.path("Image").asText();
        if (!images.containsKey(image)) {
            images.put(image, api.find("/images/" + image + "/json").isPresent());
        }
        var reading = new ContainerReading(inspect);
        List<String> writes = concerns(policy, reading, inspect)
                ? new OwnWrites(api).of(inspect.path("Id").asText(), reading.mounts())
                : List.of();
        return reading.container(images.getOrDefault(image, false), writes);
    }

    private static boolean concerns(Policy policy, ContainerReading reading, JsonNode inspect) {
        return policy.databases().stream().map(Database::runner).anyMatch(runner -> {
            if (runner instanceof Database.Runner.Named named) {
                return named.name().equals(ContainerJson.name(inspect));
            }
            var service = ((Database.Runner.Service) runner).name();
            return reading.compose()
                    .filter(compose -> compose.runs(service, policy.docker().project()))
                    .isPresent();
        });
    }
}
