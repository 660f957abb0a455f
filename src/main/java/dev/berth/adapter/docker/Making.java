package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.execute.Attempt;
import dev.berth.plan.Rebinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes containers from a recipe. */
final class Making {
    private static final int TRIES = 3;

    private final Scene scene;
    private final Recipe recipe;

    Making(Scene scene, Recipe recipe) {
        this.scene = scene;
        this.recipe = recipe;
    }

    /** The same container with other host ports and, where given, another configuration hash. */
    Attempt replacement(String name, List<Rebinding> rebindings, Optional<String> hash) throws Unanswered {
        var body = CreateBody.of(recipe.inspect(), scene.api().greet().api());
        var missed = PortMap.rebind(body.hostConfig(), rebindings);
        if (!missed.isEmpty()) {
            return Attempt.notDone(scene.subject().name() + " does not publish " + missed.get(0) + "; plan again");
        }
        hash.ifPresent(value -> body.json().withObject("/Labels").put(ContainerJson.HASH_LABEL, value));
        return make(name, body, rebindings, hash);
    }

    /** The container as it was, but that nothing starts it by itself. */
    Attempt original(String name) throws Unanswered {
        var lost = lostVolume();
        if (lost.isPresent()) {
            return Attempt.notDone(lost.get());
        }
        var body = CreateBody.of(recipe.inspect(), scene.api().greet().api());
        body.hostConfig().set("RestartPolicy", Halt.never());
        return make(name, body, List.of(), Optional.empty());
    }

    /** Docker would silently make an empty volume of the same name. */
    Optional<String> lostVolume() throws Unanswered {
        for (var volume : recipe.volumes()) {
            var name = volume.path("Name").asText();
            var now = scene.api().find("/volumes/" + name);
            if (now.isEmpty()) {
                return Optional.of("volume " + name + " is gone; restore it from a backup");
            }
            if (!VolumeMark.same(volume, now.get())) {
                return Optional.of("volume " + name + " is not the one that it was; restore it from a backup");
            }
        }
        return Optional.empty();
    }

    private Attempt make(String name, CreateBody body, List<Rebinding> rebindings, Optional<String> hash)
            throws Unanswered {
        var own = "";
        for (int i = 0; i < TRIES; i++) {
            var found = scene.containers().byName(name);
            if (found.isPresent()) {
                var completed = complete(found.get(), body.later(), rebindings, hash);
                return completed instanceof Attempt.NotDone failed
                        ? left(found.get(), found.get().id().equals(own), failed)
                        : completed;
            }
            var image = image();
            if (image.isEmpty()) {
                return Attempt.notDone("the engine no longer has the image of "
                        + scene.subject().name() + " ("
                        + recipe.inspect().path("Config").path("Image").asText() + "); pull or build it");
            }
            body.json().put("Image", image.get());
            var reply = scene.api().post("/containers/create?name=" + name, body.json());
            if (!reply.ok() && !reply.lost() && !reply.late()) {
                return Attempt.notDone("container " + name + " could not be created: " + reply.problem());
            }
            own = reply.body().path("Id").asText("");
        }
        return Attempt.notDone("container " + name + " was created again and again, and is not there");
    }

    /** What was only just made and is not what it must be would stay on the live volume for good. */
    private Attempt left(Sighted found, boolean own, Attempt.NotDone failed) throws Unanswered {
        return Attempt.notDone(failed.reason()
                + (own && Removal.of(scene, found) instanceof Attempt.Done
                        ? "; it was removed again"
                        : ". Remove it if nobody needs it"));
    }

    /** A tag may have moved to another image since; then the image is named by its id. */
    private Optional<String> image() throws Unanswered {
        var id = recipe.inspect().path("Image").asText();
        var tag = recipe.inspect().path("Config").path("Image").asText();
        var tagged = scene.api().find("/images/" + tag + "/json");
        if (tagged.filter(image -> image.path("Id").asText().equals(id)).isPresent()) {
            return Optional.of(tag);
        }
        return scene.api().find("/images/" + id + "/json").map(image -> id);
    }

    private Attempt complete(
            Sighted found, Map<String, ObjectNode> networks, List<Rebinding> rebindings, Optional<String> hash)
            throws Unanswered {
        for (var network : networks.entrySet()) {
            var connected =
                    found.inspect().path("NetworkSettings").path("Networks").has(network.getKey());
            var problem = connected ? Optional.<String>empty() : connect(found, network.getKey(), network.getValue());
            if (problem.isPresent()) {
                return Attempt.notDone(found + " could not join network " + network.getKey() + ": " + problem.get());
            }
        }
        var now = scene.containers().byId(found.id());
        if (now.isEmpty()) {
            return Attempt.notDone(found + " vanished while it was made");
        }
        var differences = differences(now.get(), rebindings, hash);
        return differences.isEmpty()
                ? new Attempt.Done(found.id())
                : Attempt.notDone(
                        found + " is not the container to be made; it differs in " + String.join(", ", differences));
    }

    private List<String> differences(Sighted made, List<Rebinding> rebindings, Optional<String> hash)
            throws Unanswered {
        var label =
                ContainerJson.label(made.inspect(), ContainerJson.HASH_LABEL).asText("");
        if (hash.filter(wanted -> !wanted.equals(label)).isPresent()) {
            return List.of("Config.Labels." + ContainerJson.HASH_LABEL);
        }
        return Fidelity.differences(
                        recipe.inspect(),
                        made.inspect(),
                        rebindings,
                        scene.api().greet().api())
                .stream()
                .filter(path -> !rebindings.isEmpty() || !path.startsWith("HostConfig.RestartPolicy"))
                .toList();
    }

    private Optional<String> connect(Sighted made, String network, ObjectNode endpoint) throws Unanswered {
        var body = Json.object().put("Container", made.id());
        body.set("EndpointConfig", endpoint);
        var reply = scene.api().post("/networks/" + network + "/connect", body);
        return reply.ok() || reply.lost() ? Optional.empty() : Optional.of(reply.problem());
    }
}
