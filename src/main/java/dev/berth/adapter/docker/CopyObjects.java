package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Makes the Docker objects of throwaway copies, each under their name and label; gives why one could not be made. */
record CopyObjects(DockerApi api, CopyName name) {
    /** @param body what the network has beside its name and label */
    Optional<String> network(ObjectNode body) throws Unanswered {
        body.put("Name", name.project()).put("CheckDuplicate", true);
        body.set("Labels", name.labels());
        return problem("the network of the copies could not be created", api.post("/networks/create", body));
    }

    /** Makes and starts the copy of a container, its volumes first. */
    Optional<String> container(String original, CopyMounts mounts, ObjectNode body) throws Unanswered {
        var created = create(original, mounts, body);
        return created.isPresent()
                ? created
                : problem(
                        "the copy of " + original + " could not be started",
                        api.post("/containers/" + name.of(original) + "/start"));
    }

    /** Makes the copy of a container, its volumes first. */
    Optional<String> create(String original, CopyMounts mounts, ObjectNode body) throws Unanswered {
        for (var volume : mounts.volumes()) {
            var create = Json.object().put("Name", volume);
            create.set("Labels", name.labels());
            var problem = problem(
                    "a volume for the copy of " + original + " could not be created",
                    api.post("/volumes/create", create));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return problem(
                "the copy of " + original + " could not be created",
                api.post("/containers/create?name=" + name.of(original), body));
    }

    private static Optional<String> problem(String what, Reply reply) {
        return reply.ok()
                ? Optional.empty()
                : Optional.of(what + ": " + (reply.lost() ? "the engine's reply was lost" : reply.problem()));
    }
}
