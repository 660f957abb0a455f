package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whatever Docker has of some throwaway copies.
 *
 * <p>Only what carries their label and name is ever removed, and that by force: nothing of it is worth keeping.
 */
public final class CopyRemains {
    private static final int TRIES = 50;
    private static final Pause PAUSE = new Pause(Duration.ofMillis(100), "while the copies were removed");

    private final DockerApi api;
    private final CopyName name;

    /** @param host the address of the engine that they are on */
    public CopyRemains(Connections connections, String host, CopyName name) {
        this(connections.at(host), name);
    }

    CopyRemains(DockerApi api, CopyName name) {
        this.api = api;
        this.name = name;
    }

    List<Sighted> containers() throws Unanswered {
        var found = new ArrayList<Sighted>();
        for (var listed : listed("/containers/json?all=true&", "")) {
            new Containers(api).byId(listed.path("Id").asText()).ifPresent(found::add);
        }
        return found;
    }

    /** Removes everything of them; gives what is left, and why. May be repeated. */
    public Optional<String> takeDown() {
        try {
            var left = remove();
            return left.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", left));
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
    }

    private List<String> remove() throws Unanswered {
        var left = new ArrayList<String>();
        for (var container : listed("/containers/json?all=true&", "")) {
            remove("/containers/" + container.path("Id").asText() + "?force=true&v=false", title(container), left);
        }
        for (var volume : listed("/volumes?", "Volumes")) {
            remove("/volumes/" + title(volume), "volume " + title(volume), left);
        }
        for (var network : listed("/networks?", "")) {
            remove("/networks/" + network.path("Id").asText(), "network " + title(network), left);
        }
        return left;
    }

    private List<JsonNode> listed(String path, String field) throws Unanswered {
        var answer = api.get(path + name.filter());
        return Json.items(field.isEmpty() ? answer : answer.path(field))
                .filter(one -> name.covers(title(one)))
                .toList();
    }

    private static String title(JsonNode listed) {
        return listed.has("Names")
                ? listed.path("Names").path(0).asText().replaceFirst("^/", "")
                : listed.path("Name").asText();
    }

    /** A volume (409) or a network (403) is in use for a moment after its container went. */
    private void remove(String path, String title, List<String> left) throws Unanswered {
        var reply = api.delete(path);
        for (int i = 1; i < TRIES && (reply.lost() || reply.conflict() || reply.forbidden()); i++) {
            PAUSE.take();
            reply = api.delete(path);
        }
        if (!reply.ok() && !reply.missing()) {
            left.add(title + ": " + reply.problem());
        }
    }
}
