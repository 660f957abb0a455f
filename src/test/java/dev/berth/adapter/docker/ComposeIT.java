package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.Observation;
import dev.berth.plan.FileStep.ProveModel;
import dev.berth.plan.Phase;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Step.Head;
import dev.berth.plan.Subject;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeIT {
    private final Sandbox sandbox = new Sandbox();
    private final Connections engines = new Connections(Limits.DEFAULTS);
    private final ComposeTool compose = new ComposeTool("docker");
    private final String project = sandbox.name("project");
    private final int from = Sandbox.freePort();
    private final int to = Sandbox.freePort();

    @TempDir
    private Path folder;

    private DockerTarget target;

    @BeforeEach
    void aProjectRuns() throws IOException {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(folder.resolve("docker-compose.yml"), """
                x-note: &note {published: "${DB_PORT:-1}"}
                services:
                  db:
                    image: berth-rig/redis:7
                    env_file: [db.env]
                    environment: {COLOUR: "${COLOUR}"}
                    labels: {x-mine: kept}
                    ports: ["127.0.0.1:${DB_PORT:-1}:6379"]
                    volumes: ["data:/data"]
                    restart: unless-stopped
                  tool:
                    image: berth-rig/redis:7
                    profiles: [tools]
                    ports: ["127.0.0.1:1:6379"]
                volumes: {data: {}}
                """);
        Files.writeString(folder.resolve("db.env"), "FROM_FILE=one\nWITH_DOLLAR='a$b'\n");
        port(from);
        target = new DockerTarget(Sandbox.HOST, project, List.of("docker-compose.yml"), ".env");
        up();
    }

    @AfterEach
    void nothingIsLeft() {
        engines.close();
        sandbox.close();
    }

    private void port(int port) throws IOException {
        Files.writeString(folder.resolve(".env"), "COLOUR=red\nDB_PORT=" + port + "\n");
    }

    private String up() {
        return sandbox.docker(
                "compose", "-p", project, "--project-directory", folder.toString(), "--progress", "quiet", "up", "-d");
    }

    private String db() {
        return sandbox.docker("ps", "--no-trunc", "-q", "--filter", "name=" + project + "-db-1$");
    }

    private MoveRun move() {
        var subject = new Subject("db", db(), project + "-db-1", Optional.of("db"));
        return new MoveRun(
                engines,
                folder,
                target,
                subject,
                new Rebinding(6379, "tcp", "127.0.0.1", from, to),
                "SIGTERM",
                Duration.ofSeconds(30));
    }

    @Test
    void theNextComposeUpRecreatesNothing() throws IOException {
        var move = move();
        port(to);
        move.apply("save", "create", "disarm", "stop", "park", "promote", "start", "compare", "remove");
        var replacement = db();
        up();
        assertThat(db()).isEqualTo(replacement).isNotEqualTo(move.subject.id());
        assertThat(sandbox.docker("port", replacement, "6379/tcp")).isEqualTo("127.0.0.1:" + to);
    }

    @Test
    void theNextComposeUpRecreatesNothingAfterTheWayBackFromTheRecipe() throws IOException {
        var move = move();
        port(to);
        move.apply("save", "create", "disarm", "stop", "park", "promote", "start", "remove");
        move.undo("remove", "start", "promote", "park", "stop", "disarm", "create");
        port(from);
        var restored = db();
        up();
        assertThat(db()).isEqualTo(restored);
        assertThat(sandbox.docker("port", restored, "6379/tcp")).isEqualTo("127.0.0.1:" + from);
    }

    @Test
    void theModelDiffersInTheMovedPortAlone() throws IOException {
        var before = compose.model(folder.toString(), target).value().orElseThrow();
        port(to);
        var after = compose.model(folder.toString(), target).value().orElseThrow();
        assertThat(after.rest()).isEqualTo(before.rest());
        assertThat(after.ports()).extracting(port -> port.published()).containsExactly(String.valueOf(to), "1");
    }

    @Test
    void anotherChangeThanThePortIsSeen() throws IOException {
        var before = compose.model(folder.toString(), target).value().orElseThrow();
        Files.writeString(folder.resolve(".env"), "COLOUR=blue\nDB_PORT=" + from + "\n");
        var proof = new ProveModel(new Head("p", Phase.PREPARE, "a test"), before.ports(), before.rest());
        var attempt = new ModelProof(compose, move().plan, proof).apply();
        assertThat(MoveRun.reason(attempt).orElseThrow()).contains("more changes than ports");
    }

    @Test
    void anotherPortThanPlannedIsNamed() throws IOException {
        var before = compose.model(folder.toString(), target).value().orElseThrow();
        port(to);
        var proof = new ProveModel(new Head("p", Phase.PREPARE, "a test"), before.ports(), before.rest());
        var attempt = new ModelProof(compose, move().plan, proof).apply();
        assertThat(MoveRun.reason(attempt).orElseThrow())
                .contains("db " + from + ":6379")
                .contains("db " + to);
    }

    @Test
    void aBrokenEnvFileIsToldWithoutItsContent() throws IOException {
        Files.writeString(folder.resolve(".env"), "PASSWORD=\"hunter2\n");
        var rendering = compose.model(folder.toString(), target);
        assertThat(rendering).isInstanceOf(Rendering.Failed.class);
        assertThat(rendering.toString()).contains("line").doesNotContain("hunter2");
    }

    @Test
    void withoutThePluginThereIsNoModel() {
        assertThat(new ComposeTool("/nonexistent/docker").model(folder.toString(), target))
                .isInstanceOf(Rendering.NoPlugin.class);
    }

    /** In a folder without any Compose would fail, and here it would take the one that lies there. */
    @Test
    void whoNamesNoComposeFileHasNoModel() {
        var alone = new DockerTarget(Sandbox.HOST, project, List.of(), ".env");

        assertThat(compose.model(folder.resolve("deep").toString(), alone)).isInstanceOf(Rendering.NoPlugin.class);
        assertThat(compose.model(folder.toString(), alone)).isInstanceOf(Rendering.NoPlugin.class);
    }

    @Test
    void anEditThatNoUpHasAppliedYetIsSeen() throws IOException {
        Files.writeString(folder.resolve(".env"), "COLOUR=blue\nDB_PORT=" + to + "\n");

        assertThat(seen().compose().orElseThrow().behindFiles()).isTrue();
    }

    @Test
    void aContainerWhosePortAloneWasEditedIsNotBehindItsFiles() throws IOException {
        assertThat(seen().compose().orElseThrow().behindFiles()).isFalse();
        port(to);
        assertThat(seen().compose().orElseThrow().behindFiles()).isFalse();
    }

    private Container seen() {
        var look = new DockerSource(engines, compose).look(Policies.of(folder, target, "db"));
        return ((Observation.Seen<DockerFacts>) look)
                .facts().containers().stream()
                        .filter(container -> container.name().equals(project + "-db-1"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void everyContainerIsSeenWithItsFacts() {
        var policy = Policies.of(folder, target, "db");
        sandbox.docker(
                "exec", db(), "sh", "-c", "echo x > /stray; echo x > /data/fine; echo x > /tmp/fine; mkdir /empty");
        var look = new DockerSource(engines, compose).look(policy);
        assertThat(look).isInstanceOf(Observation.Seen.class);
        var facts = ((Observation.Seen<DockerFacts>) look).facts();
        var seen = facts.containers().stream()
                .filter(container -> container.name().equals(project + "-db-1"))
                .findFirst()
                .orElseThrow();
        assertThat(facts.model()).isPresent();
        assertThat(seen.state()).isEqualTo(Container.State.RUNNING);
        assertThat(seen.imagePresent()).isTrue();
        assertThat(seen.bindings()).containsExactly(new Container.Binding(6379, "tcp", "127.0.0.1", from));
        assertThat(seen.ownWrites()).containsExactly("/stray");
        assertThat(seen.restartPolicy()).isEqualTo("unless-stopped");
        assertThat(seen.mounts()).containsExactly(new Container.Mount("volume", project + "_data", "/data", true));
    }
}
