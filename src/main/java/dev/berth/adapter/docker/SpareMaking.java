package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.backup.SpareServer.Kept;
import dev.berth.engine.Engine;
import dev.berth.engine.Login;
import dev.berth.policy.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes the container of a server to restore into, like another's, on fresh volumes and a network of its own. */
public final class SpareMaking implements AutoCloseable {
    private final DockerApi api;
    private final CopyName name;
    private final Standing like;
    private final Ending ending;
    private boolean stays;

    /** @param like what its container is made like */
    public SpareMaking(CopyName name, Standing like, Ending ending) {
        this.api = like.api();
        this.name = name;
        this.like = like;
        this.ending = ending;
    }

    /** Begins one once it is needed: what is begun earlier would be taken for what a killed run left. */
    public interface Beginning {
        SpareMaking begin() throws IOException;
    }

    /** How it goes, or is no longer to go. */
    public interface Ending {
        /** Takes down whatever there is of it. */
        void fall();

        /** From now on nobody takes it down. */
        void forget() throws IOException;
    }

    /** The container as it was made. */
    record Made(String container, String name, List<String> volumes, String network) {}

    String id() {
        return name.id();
    }

    Standing like() {
        return like;
    }

    boolean throwaway() {
        return name.purpose() == CopyName.Purpose.PROOF;
    }

    /** Makes the container, which is not started yet; @param shaping changes what it is made of. */
    Made create(Consumer<ObjectNode> shaping) throws IOException {
        try {
            var original = api.get("/containers/" + like.container() + "/json");
            var body = new CopyBody(original, name);
            var mounts = body.mounts();
            var json = body.json(mounts, api.greet().api());
            shaping.accept(json);
            var objects = new CopyObjects(api, name);
            var problem = body.objection();
            problem = problem.isPresent()
                    ? problem
                    : objects.network(Json.object().put("Internal", true));
            problem = problem.isPresent() ? problem : objects.create(ContainerJson.name(original), mounts, json);
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            var seen = new Sighted(api.get("/containers/" + name.of(ContainerJson.name(original)) + "/json"));
            return new Made(seen.id(), seen.name(), mounts.volumes(), name.project());
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    /** Starts it and waits for an answer of its own, however long it loads; gives where it answers. */
    Endpoint started(Made made, Engine engine, Login login) throws IOException {
        return running(made).started(engine, login);
    }

    /** Has it end, as its engine wants it. */
    void stop(Made made) throws IOException {
        running(made).stop();
    }

    /** Has it join the first network of what it is made like; gives its address there. */
    String join(Made made) throws IOException {
        try {
            var networks = api.get("/containers/" + like.container() + "/json")
                    .path("NetworkSettings")
                    .path("Networks");
            if (networks.isEmpty()) {
                throw new IOException("the live container is in no network, so that it can't reach another");
            }
            var network = networks.fieldNames().next();
            var reply =
                    api.post("/networks/" + network + "/connect", Json.object().put("Container", made.container()));
            if (!reply.ok()) {
                throw new IOException("the restored server can't join network " + network + ": " + reply.problem());
            }
            return api.get("/containers/" + made.container() + "/json")
                    .path("NetworkSettings")
                    .path("Networks")
                    .path(network)
                    .path("IPAddress")
                    .asText();
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    private SpareRun running(Made made) {
        return new SpareRun(like, made.container(), made.network());
    }

    /** Has it stay; @param reach a command that opens a session with it. */
    Kept keep(Made made, Endpoint at, String reach) throws IOException {
        ending.forget();
        stays = true;
        var remove = new ArrayList<>(List.of("docker rm -f " + made.name()));
        made.volumes().forEach(volume -> remove.add("docker volume rm " + volume));
        remove.add("docker network rm " + made.network());
        return new Kept(made.name(), made.volumes(), made.network(), at.authority(), reach, remove);
    }

    @Override
    public void close() {
        if (!stays) {
            ending.fall();
        }
    }
}
