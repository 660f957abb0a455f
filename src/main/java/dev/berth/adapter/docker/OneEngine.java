package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps two engines from writing to one volume: a lock file does not, since its process ids mean nothing in another
 * container.
 */
final class OneEngine {
    private final DockerApi api;
    private final Deaths deaths;

    OneEngine(DockerApi api) {
        this.api = api;
        this.deaths = new Deaths(api);
    }

    /** Ids and names of running containers, other than this one, that write where it writes. */
    List<String> sharers(JsonNode inspect) throws Unanswered {
        return writers(inspect)
                .flatMap(other -> Stream.of(other.path("Id").asText(), name(other)))
                .toList();
    }

    /** Why the container must not run now. */
    Optional<String> violation(JsonNode inspect, Collection<String> sharers) throws Unanswered {
        var allowed = Set.copyOf(sharers);
        var others = writers(inspect)
                .filter(other -> !allowed.contains(other.path("Id").asText()) && !allowed.contains(name(other)))
                .toList();
        for (var other : others) {
            if (!deaths.ended(other.path("Id").asText())) {
                return Optional.of(
                        "container " + name(other) + " ("
                                + ContainerJson.shortId(other.path("Id").asText())
                                + ") runs on the same storage; two engines on one volume destroy it. Stop that container first");
            }
        }
        return Optional.empty();
    }

    private Stream<JsonNode> writers(JsonNode inspect) throws Unanswered {
        var mine = Json.items(inspect.path("Mounts")).filter(OneEngine::written).toList();
        var id = inspect.path("Id").asText();
        return Json.items(api.get("/containers/json"))
                .filter(other -> !other.path("Id").asText().equals(id))
                .filter(other -> Json.items(other.path("Mounts"))
                        .filter(OneEngine::written)
                        .anyMatch(theirs -> mine.stream().anyMatch(own -> overlap(own, theirs))));
    }

    private static boolean written(JsonNode mount) {
        return mount.path("RW").asBoolean() && !mount.path("Type").asText().equals("tmpfs");
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        var name = one.path("Name").asText("");
        if (!name.isEmpty() && name.equals(other.path("Name").asText(""))) {
            return true;
        }
        var source = one.path("Source").asText("");
        var theirs = other.path("Source").asText("");
        return !source.isEmpty()
                && !theirs.isEmpty()
                && (source.equals(theirs) || source.startsWith(theirs + "/") || theirs.startsWith(source + "/"));
    }

    private static String name(JsonNode listed) {
        return listed.path("Names").path(0).asText("").replaceFirst("^/", "");
    }
}
