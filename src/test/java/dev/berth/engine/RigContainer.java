package dev.berth.engine;

import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A container of the rig with its own name and a random port on loopback; closing it removes it and its volumes. */
public final class RigContainer implements AutoCloseable {
    private static final String WEB =
            "require('http').createServer((question, answer) => answer.end('ok')).listen(8080);"
                    + " process.on('SIGTERM', () => process.exit())";

    private final String name = "berth-it-" + UUID.randomUUID();
    private final List<Integer> targets;

    /** @param command what {@code docker run} takes after its own options: variables, image, arguments */
    public RigContainer(int target, String... command) {
        this(List.of(target), command);
    }

    private RigContainer(List<Integer> targets, String... command) {
        this.targets = targets;
        var run = new ArrayList<>(List.of("run", "-d", "--name", name));
        targets.forEach(target -> run.addAll(List.of("-p", "127.0.0.1:0:" + target)));
        run.addAll(List.of(command));
        docker(run.toArray(String[]::new));
    }

    public static RigContainer postgres(String... arguments) {
        var all = new ArrayList<>(List.of("-e", "POSTGRES_PASSWORD=right", "berth-rig/postgres:15", "postgres"));
        all.addAll(List.of(arguments));
        return new RigContainer(5432, all.toArray(String[]::new));
    }

    public static RigContainer redis(String... arguments) {
        var all = new ArrayList<>(List.of("-e", "REDIS_PASSWORD=right", "berth-rig/redis:7", "redis-server"));
        all.addAll(List.of(arguments));
        return new RigContainer(6379, all.toArray(String[]::new));
    }

    /** A web server that keeps nothing and lets everybody in. */
    static RigContainer web() {
        return new RigContainer(8080, "berth-rig/client:1", "node", "-e", WEB);
    }

    /** All of its ports, the one that a test is about first. */
    static RigContainer questdb(int first, int... others) {
        var targets = IntStream.concat(IntStream.of(first), IntStream.of(others))
                .boxed()
                .toList();
        return new RigContainer(
                targets,
                "-e",
                "QDB_PG_PASSWORD=right",
                "-e",
                "QDB_HTTP_USER=admin",
                "-e",
                "QDB_HTTP_PASSWORD=right",
                "berth-rig/questdb:9");
    }

    /** A stub that answers as Qdrant documents; the API key is the password that tests take for right. */
    static RigContainer qdrantStub(Integer... targets) {
        return new RigContainer(
                List.of(targets),
                "-e",
                "QDRANT__SERVICE__API_KEY=right",
                "-v",
                "/qdrant/storage",
                "berth-rig/qdrant-stub:1");
    }

    /** Where it answers now: the random port changes with each start. */
    public Endpoint endpoint(EngineKind kind) {
        return endpoint(kind, targets.get(0));
    }

    Endpoint endpoint(EngineKind kind, int target) {
        var published =
                docker("port", name, target + "/tcp").lines().findFirst().orElseThrow();
        int port = Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
        return new Endpoint("database", kind, "127.0.0.1", port, target, Credentials.NONE);
    }

    public void restart(String signal) {
        docker("kill", "-s", signal, name);
        docker("wait", name);
        docker("start", name);
    }

    /** What the engine calls it. */
    public String name() {
        return name;
    }

    /** From now on the kernel answers for it, and nobody else does. */
    void pause() {
        docker("pause", name);
    }

    void unpause() {
        docker("unpause", name);
    }

    public String exec(String... command) {
        var all = new ArrayList<>(List.of("exec", name));
        all.addAll(List.of(command));
        return docker(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        docker("rm", "-fv", name);
    }

    private static String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes()).strip();
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
