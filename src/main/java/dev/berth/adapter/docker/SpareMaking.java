package dev.berth.adapter.docker;

import dev.berth.engine.Answer;
import dev.berth.engine.Login;
import dev.berth.engine.PostgresEngine;
import dev.berth.engine.PostgresServer;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Makes the container of an empty server to restore into; berth logs in to it by a password that it makes up. */
public final class SpareMaking {
    private static final Duration LIMIT = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration ONE_ANSWER = Duration.ofSeconds(3);
    private static final Pause PAUSE = new Pause(Duration.ofMillis(100), "while a server came up");

    private final DockerApi api;
    private final CopyName name;
    private final LiveContainer.Place like;
    private final BooleanSupplier interrupted;
    private final String password = UUID.randomUUID().toString().replace("-", "")
            + UUID.randomUUID().toString().replace("-", "");

    /** @param like what its container is made like */
    public SpareMaking(
            Connections connections,
            String host,
            CopyName name,
            LiveContainer.Place like,
            BooleanSupplier interrupted) {
        this.api = connections.at(host);
        this.name = name;
        this.like = like;
        this.interrupted = interrupted;
    }

    /** The server as it was made. */
    record Made(String container, String name, List<String> volumes, String network, String address, int port) {}

    /** berth's own role in it. */
    String role() {
        return "berth_" + name.id();
    }

    String password() {
        return password;
    }

    PostgresServer server(Made made, String user) {
        return new PostgresServer(endpoint(made), login(user), LIMIT);
    }

    PostgresTools tools(Made made) {
        return new PostgresTools(new Execution(api, made.container(), password, interrupted), role(), made.port());
    }

    Made make(String superuser) throws IOException {
        try {
            var original = api.get("/containers/" + like.container() + "/json");
            var body = new CopyBody(original, name);
            var mounts = body.mounts();
            var json = body.json(mounts, api.greet().api());
            SpareBody.empty(json, superuser, password);
            if (name.purpose() == CopyName.Purpose.PROOF) {
                SpareBody.throwaway(json);
            }
            var objects = new CopyObjects(api, name);
            var problem = body.objection();
            problem = problem.isPresent()
                    ? problem
                    : objects.network(Json.object().put("Internal", true));
            problem = problem.isPresent() ? problem : objects.container(ContainerJson.name(original), mounts, json);
            if (problem.isPresent()) {
                throw new IOException(problem.get());
            }
            return awaited(ContainerJson.name(original), mounts.volumes(), superuser);
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }

    private Made awaited(String original, List<String> volumes, String superuser) throws IOException, Unanswered {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var last = "";
        while (System.nanoTime() - end < 0) {
            var seen = new Sighted(api.get("/containers/" + name.of(original) + "/json"));
            if (!seen.running()) {
                throw new IOException("the server to restore into ended with exit code " + seen.exitCode());
            }
            if (interrupted.getAsBoolean()) {
                throw new InterruptedIOException("interrupted");
            }
            var made = new Made(seen.id(), seen.name(), volumes, name.project(), address(seen), like.port());
            var answer = new PostgresEngine().probe(endpoint(made), login(superuser), ONE_ANSWER);
            if (answer instanceof Answer.Well) {
                return made;
            }
            last = answer.words();
            PAUSE.take();
        }
        throw new IOException("the server to restore into did not answer in " + PATIENCE.toSeconds() + " s: " + last);
    }

    private String address(Sighted seen) {
        return seen.inspect()
                .path("NetworkSettings")
                .path("Networks")
                .path(name.project())
                .path("IPAddress")
                .asText();
    }

    private static Endpoint endpoint(Made made) {
        return new Endpoint(
                "restored", EngineKind.POSTGRESQL, made.address(), made.port(), made.port(), Credentials.NONE);
    }

    private Login login(String user) {
        return new Login(Optional.of(user), Optional.of(password));
    }
}
