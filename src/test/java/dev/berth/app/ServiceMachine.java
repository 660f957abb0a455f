package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A machine in miniature with a real systemd, berth below /opt and its unit installed as docs/daemon.md says. Its network and
 * its engine are this machine's, and so is the folder of one stack; closing it leaves nothing.
 */
final class ServiceMachine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UNITS = "/etc/systemd/system/";
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    private final String name =
            "berth-it-machine-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = Berths.outside();

    /** @param more settings of the service, beside those that every machine has its own of */
    ServiceMachine(TinyStack stack, String... more) {
        Shell.docker(Stream.of(
                        List.of("run", "-d", "--name", name), rights(), mounts(stack), List.of("berth-rig/machine:12"))
                .flatMap(List::stream)
                .toArray(String[]::new));
        try {
            await().atMost(PATIENCE)
                    .until(() -> List.of("running", "degraded")
                            .contains(attempt("systemctl", "is-system-running").said()));
            run("cp", "/opt/berth/deploy/berth.service", UNITS);
            run("mkdir", UNITS + "berth.service.d");
            var settings = "[Service]\nEnvironment=JAVA_HOME=" + JAVA
                    + "\nExecStart=\nExecStart=/opt/berth/deploy/berth run -f "
                    + stack.policy() + " --state /var/lib/berth --http 127.0.0.1:" + port + "\nReadWritePaths="
                    + stack.folder() + "\n" + String.join("\n", more) + "\n";
            run("sh", "-c", "printf %s '" + settings + "' >" + UNITS + "berth.service.d/here.conf");
            systemctl("daemon-reload");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** What systemd takes to be the first process of a container: no more of it than that. */
    private static List<String> rights() {
        return Stream.concat(
                        Stream.of("SYS_ADMIN", "NET_ADMIN", "NET_RAW", "SYS_PTRACE")
                                .flatMap(capability -> Stream.of("--cap-add", capability)),
                        Stream.of(
                                "--security-opt=seccomp=unconfined",
                                "--security-opt=apparmor=unconfined",
                                "--cgroupns=host",
                                "--volume=/sys/fs/cgroup:/sys/fs/cgroup",
                                "--tmpfs=/run",
                                "--tmpfs=/run/lock",
                                "--tmpfs=/tmp:exec",
                                "--network=host"))
                .toList();
    }

    private static List<String> mounts(TinyStack stack) {
        var docker = Shell.run("sh", "-c", "readlink -f \"$(command -v docker)\"");
        var compose = Shell.docker(
                "info", "--format", "{{range .ClientInfo.Plugins}}{{if eq .Name \"compose\"}}{{.Path}}{{end}}{{end}}");
        var settings = "/etc/java-" + Runtime.version().feature() + "-openjdk";
        var mounts = new ArrayList<>(List.of(
                Path.of("").toAbsolutePath() + ":/opt/berth:ro",
                stack.folder() + ":" + stack.folder(),
                stack.state() + ":/var/lib/berth",
                "/var/run/docker.sock:/run/docker.sock",
                docker + ":/usr/bin/docker:ro",
                compose + ":/usr/libexec/docker/cli-plugins/docker-compose:ro",
                JAVA + ":" + JAVA + ":ro"));
        if (Files.isDirectory(Path.of(settings))) {
            mounts.add(settings + ":" + settings + ":ro");
        }
        return mounts.stream().flatMap(mount -> Stream.of("--volume", mount)).toList();
    }

    /** What a program of the machine says, which must succeed. */
    String run(String... words) {
        var result = attempt(words);
        assertThat(result.code())
                .as(() -> String.join(" ", words) + ": " + result.said() + "\n" + log())
                .isZero();
        return result.said();
    }

    Shell.Result attempt(String... words) {
        return Shell.attempt(
                Path.of("/"),
                Stream.concat(Stream.of("docker", "exec", name), Stream.of(words))
                        .toList());
    }

    String systemctl(String... words) {
        return run(Stream.concat(Stream.of("systemctl"), Stream.of(words)).toArray(String[]::new));
    }

    /** Starts the service, and does not wait for it. */
    void begin() {
        systemctl("start", "--no-block", "berth");
    }

    /** A signal to the daemon's own process alone. */
    void signal(String signal) {
        systemctl("kill", "--kill-whom=main", "--signal=" + signal, "berth");
    }

    String property(String property) {
        return systemctl("show", "--property=" + property, "--value", "berth");
    }

    void awaitProperty(String property, String value) {
        await(property + "=" + value)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(property(property)).as(this::log).isEqualTo(value));
    }

    void awaitSaid(String words) {
        await(words).atMost(PATIENCE).untilAsserted(() -> assertThat(log()).contains(words));
    }

    /** All that systemd and the daemon said of the service. */
    String log() {
        return attempt("journalctl", "--unit=berth", "--output=cat", "--no-pager")
                .said();
    }

    int health(String which) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/" + which))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    @Override
    public void close() {
        Shell.attempt("docker", "rm", "-fv", name);
    }
}
