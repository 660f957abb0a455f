package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The throwaway copies of one rehearsal: containers, their network and their volumes.
 *
 * <p>Only what carries the rehearsal's label and name is ever removed, and that by force: nothing of it is worth keeping.
 */
public final class RehearsalCopies {
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;

    private final DockerApi api;
    private final RehearsalName name;

    public RehearsalCopies(Engines engines, String host, RehearsalName name) {
        this.api = engines.at(host);
        this.name = name;
    }

    /**
     * Makes and starts a copy of every container that the plan would make again, on the ports that the plan wants.
     *
     * @param scratch the folder of the copied files
     * @return why it could not be done; then some of it may be there
     */
    public Optional<String> build(Plan setting, Path scratch) {
        try {
            var copies = setting.steps()
                    .filter(CreateReplacement.class::isInstance)
                    .map(CreateReplacement.class::cast)
                    .toList();
            var problem = network();
            for (var copy : copies) {
                if (problem.isEmpty()) {
                    problem = copy(copy, scratch);
                }
            }
            return problem;
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
    }

    /** Without masquerading, no answer from beyond this machine finds its way back to a copy. */
    private Optional<String> network() throws Unanswered {
        var body = Json.object().put("Name", name.project()).put("CheckDuplicate", true);
        body.putObject("Options").put("com.docker.network.bridge.enable_ip_masquerade", "false");
        body.set("Labels", name.labels());
        return problem("the network of the copies could not be created", api.post("/networks/create", body));
    }

    private Optional<String> copy(CreateReplacement step, Path scratch) throws Unanswered {
        var subject = step.subject();
        var original = api.find("/containers/" + subject.id() + "/json");
        if (original.isEmpty()) {
            return Optional.of("container " + subject.name() + " is gone");
        }
        var body = new CopyBody(original.get(), name);
        var reach = body.reach();
        if (reach.isPresent()) {
            return Optional.of("container " + subject.name() + " is not copied: " + reach.get()
                    + ", so that its copy could touch what is real");
        }
        var mounts = body.mounts();
        for (var volume : mounts.volumes()) {
            var create = Json.object().put("Name", volume);
            create.set("Labels", name.labels());
            var problem = problem(
                    "a volume for the copy of " + subject.name() + " could not be created",
                    api.post("/volumes/create", create));
            if (problem.isPresent()) {
                return problem;
            }
        }
        var json = body.json(step.rebindings(), scratch, mounts, api.greet().api());
        var copy = name.of(subject.name());
        return problem(
                        "the copy of " + subject.name() + " could not be created",
                        api.post("/containers/create?name=" + copy, json))
                .or(() -> started(subject.name(), copy));
    }

    private Optional<String> started(String original, String copy) {
        try {
            return problem(
                    "the copy of " + original + " could not be started", api.post("/containers/" + copy + "/start"));
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
    }

    private static Optional<String> problem(String what, Reply reply) {
        return reply.ok()
                ? Optional.empty()
                : Optional.of(what + ": " + (reply.lost() ? "the engine's reply was lost" : reply.problem()));
    }

    /** The first copy that no longer runs, and how it ended. */
    public Optional<String> ended() {
        try {
            for (var listed : listed("/containers/json?all=true&", "")) {
                var found = new Containers(api).byId(listed.path("Id").asText());
                if (found.isPresent() && !found.get().running()) {
                    return Optional.of(found.get().name() + " ended with exit code "
                            + found.get().exitCode());
                }
            }
            return Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
    }

    /** Removes everything of this rehearsal; gives what is left, and why. May be repeated. */
    public Optional<String> takeDown() {
        try {
            var left = new ArrayList<String>();
            for (var container : listed("/containers/json?all=true&", "")) {
                remove("/containers/" + container.path("Id").asText() + "?force=true&v=false", title(container), left);
            }
            for (var volume : listed("/volumes?", "Volumes")) {
                remove("/volumes/" + volume.path("Name").asText(), "volume " + title(volume), left);
            }
            for (var network : listed("/networks?", "")) {
                remove("/networks/" + network.path("Id").asText(), "network " + title(network), left);
            }
            return left.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", left));
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
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

    /** A volume or a network is in use for a moment after its container went. */
    private void remove(String path, String title, List<String> left) throws Unanswered {
        var reply = api.delete(path);
        for (int i = 1; i < TRIES && (reply.lost() || reply.conflict()); i++) {
            pause();
            reply = api.delete(path);
        }
        if (!reply.ok() && !reply.missing()) {
            left.add(title + ": " + reply.problem());
        }
    }

    private static void pause() throws Unanswered {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("interrupted while the copies were removed", "run berth rehearse again");
        }
    }
}
