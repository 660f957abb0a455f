package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Docker objects of one test, under a name of its own; what is left of them goes when the test ends, however it ends. */
final class Sandbox implements AutoCloseable {
    static final String HOST = "unix:///var/run/docker.sock";
    static final String POSTGRES = "berth-rig/postgres:15";
    static final String REDIS = "berth-rig/redis:7";

    private final String prefix =
            "berth-it-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(java.util.Locale.ROOT);

    String name(String suffix) {
        return prefix + "-" + suffix;
    }

    String prefix() {
        return prefix;
    }

    /** Runs the docker command, which must succeed. */
    String docker(String... words) {
        var result = tryDocker(words);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return text(result);
    }

    Command.Result tryDocker(String... words) {
        try {
            return Command.run(
                    Path.of("/"),
                    HOST,
                    new byte[0],
                    Stream.concat(Stream.of("docker"), Arrays.stream(words)).toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode inspect(String container) {
        try {
            return Json.read(docker("inspect", container).getBytes(StandardCharsets.UTF_8))
                    .path(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String sql(String container, String query) {
        return docker("exec", container, "psql", "-U", "postgres", "-Atc", query);
    }

    boolean answers(String container) {
        return tryDocker("exec", container, "psql", "-h", "127.0.0.1", "-U", "postgres", "-Atc", "select 1")
                        .exitCode()
                == 0;
    }

    boolean running(String container) {
        return text(tryDocker("inspect", "-f", "{{.State.Running}}", container)).equals("true");
    }

    /** Where neither the kernel gives any by itself nor another test takes one: it is used some time later. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(10_000, 15_000);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                continue;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static String text(Command.Result result) {
        return new String(result.out(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        var volumes = new ArrayList<String>();
        var containers = lines("ps", "-aq", "--no-trunc", "--filter", "name=" + prefix);
        containers.forEach(id -> Volumes.of(inspect(id))
                .forEach(volume -> volumes.add(volume.path("Name").asText())));
        containers.forEach(id -> tryDocker("rm", "-f", id));
        volumes.addAll(lines("volume", "ls", "-q", "--filter", "name=" + prefix));
        volumes.stream().distinct().forEach(volume -> tryDocker("volume", "rm", volume));
        lines("network", "ls", "-q", "--filter", "name=" + prefix)
                .forEach(network -> tryDocker("network", "rm", network));
    }

    private List<String> lines(String... words) {
        return docker(words).lines().filter(line -> !line.isBlank()).toList();
    }
}
