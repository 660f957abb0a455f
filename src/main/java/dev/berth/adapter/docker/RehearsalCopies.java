package dev.berth.adapter.docker;

import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The throwaway copies of one rehearsal: containers, their network and their volumes.
 *
 * <p>They are made of what {@code inspect} tells; nothing real is changed.
 */
public final class RehearsalCopies {
    private final DockerApi api;
    private final CopyObjects objects;
    private final CopyName name;
    private final CopyRemains remains;

    public RehearsalCopies(Connections connections, String host, CopyName name) {
        this.api = connections.at(host);
        this.name = name;
        this.objects = new CopyObjects(api, name);
        this.remains = new CopyRemains(api, name);
    }

    /**
     * Makes and starts a copy of every container that the plan would make again, on the ports that the plan wants.
     *
     * @param scratch the folder of the copied files
     * @return why it could not be done; then some of it may be there
     */
    public Optional<String> build(Plan setting, Path scratch) {
        try {
            var copies = setting.steps(CreateReplacement.class).toList();
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
        var body = Json.object();
        body.putObject("Options").put("com.docker.network.bridge.enable_ip_masquerade", "false");
        return objects.network(body);
    }

    private Optional<String> copy(CreateReplacement step, Path scratch) throws Unanswered {
        var subject = step.subject();
        var original = api.find("/containers/" + subject.id() + "/json");
        if (original.isEmpty()) {
            return Optional.of("container " + subject.name() + " is gone");
        }
        var body = new CopyBody(original.get(), name);
        var objection = body.objection();
        if (objection.isPresent()) {
            return objection;
        }
        var mounts = body.mounts();
        var json = body.json(step.rebindings(), scratch, mounts, api.greet().api());
        return objects.container(subject.name(), mounts, json);
    }

    /** The first copy that no longer runs, and how it ended. */
    public Optional<String> ended() {
        try {
            for (var found : remains.containers()) {
                if (!found.running()) {
                    return Optional.of(found.name() + " ended with exit code " + found.exitCode());
                }
            }
            return Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(e.words());
        }
    }
}
