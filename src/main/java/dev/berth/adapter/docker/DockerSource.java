package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
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
        var hashes = new FileHashes(compose, policy.folder(), policy.docker());
        var project = CompletableFuture.supplyAsync(() -> compose.project(policy.folder(), policy.docker()));
        var hashed = project.thenApply(hashes::with);
        try {
            var api = engines.at(policy.docker().host());
            var greeting = api.greet();
            var seen = seen(api, policy);
            if (project.join() instanceof Rendering.Failed<JsonNode> failed) {
                return new Observation.Blind<>(failed.reason(), "docker compose config must work for these files");
            }
            hashed.join();
            return new Observation.Seen<>(new DockerFacts(
                    greeting.version(),
                    greeting.api().toString(),
                    seen.stream()
                            .map(one -> one.container(policy.docker().project(), hashes, greeting.api()))
                            .toList(),
                    project.join().value().map(RenderedModel::read)));
        } catch (Unanswered e) {
            return new Observation.Blind<>(e.reason(), e.remedy());
        }
    }

    /**
     * A container that was looked at.
     *
     * @param concerned whether the policy is about it
     */
    private record Seen(JsonNode inspect, boolean imagePresent, boolean concerned, List<String> ownWrites) {
        /** The policy's files are those of its own project: of another's services they tell nothing. */
        Container container(String project, FileHashes hashes, ApiVersion api) {
            var reading = new ContainerReading(inspect);
            List<String> wanted = reading.compose()
                    .filter(compose -> concerned && compose.project().equals(project))
                    .map(compose -> hashes.of(inspect, compose.service(), reading.bindings()))
                    .orElse(List.of());
            return reading.container(imagePresent, ownWrites, wanted, api);
        }
    }

    private static List<Seen> seen(DockerApi api, Policy policy) throws Unanswered {
        var seen = new ArrayList<Seen>();
        var images = new HashMap<String, Boolean>();
        for (var listed : api.get("/containers/json?all=true")) {
            var inspect = api.find("/containers/" + listed.path("Id").asText() + "/json");
            // It may have gone since it was listed.
            if (inspect.isPresent()) {
                seen.add(seen(api, policy, inspect.get(), images));
            }
        }
        return seen;
    }

    private static Seen seen(DockerApi api, Policy policy, JsonNode inspect, Map<String, Boolean> images)
            throws Unanswered {
        var image = inspect.path("Image").asText();
        if (!images.containsKey(image)) {
            images.put(image, api.find("/images/" + image + "/json").isPresent());
        }
        var reading = new ContainerReading(inspect);
        var concerned = concerns(policy, reading, inspect);
        List<String> writes =
                concerned ? new OwnWrites(api).of(inspect.path("Id").asText(), reading.mounts()) : List.of();
        return new Seen(inspect, images.getOrDefault(image, false), concerned, writes);
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
