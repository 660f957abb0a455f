package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image in the rig's engine. */
class ImageIT {
    private static final String IMAGE = "berth-it-image:" + UUID.randomUUID();
    private static final String NAME = IMAGE.replace(':', '-');

    @TempDir
    Path folder;

    @BeforeAll
    static void build(@TempDir Path folder) {
        BuiltImage.load(IMAGE, folder);
    }

    @AfterAll
    static void remove() {
        Shell.attempt("docker", "rm", "-f", NAME);
        BuiltImage.remove(IMAGE);
    }

    @Test
    void itSaysItsCommandsAndThoseOfTheDaemon() {
        assertThat(Shell.docker("run", "--rm", IMAGE)).contains("Usage: berth");
        assertThat(Shell.docker("run", "--rm", IMAGE, "run", "--help")).contains("Usage: berth run");
    }

    @Test
    void itIsNobodysImageAndHoldsNothingTwice() {
        assertThat(Shell.docker("image", "inspect", "-f", "{{.Config.User}} {{.Config.WorkingDir}}", IMAGE))
                .isEqualTo("65532:65532 /berth");
        assertThat(Shell.docker(
                                "run",
                                "--rm",
                                "--entrypoint",
                                "/bin/sh",
                                IMAGE,
                                "-c",
                                "ls -d /berth/* /jib 2>/dev/null || true")
                        .lines())
                .contains("/berth/app", "/berth/lib", "/berth/quarkus", "/berth/quarkus-run.jar")
                .doesNotContain("/jib");
    }

    @Test
    void theDaemonRunsInItWithAReadOnlyRootAndWithoutAnyCapability() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("policy.yaml"), """
                apiVersion: berth.dev/v1alpha1
                kind: DatabasePortPolicy
                metadata: {name: shop, namespace: dev}
                spec:
                  mode: Observe
                  docker: {host: "unix:///tmp/none.sock"}
                  databases:
                    - {name: main, engine: PostgreSQL, container: none, ports: [{name: sql, target: 5432, port: 7000}]}
                """);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Shell.docker(
                "run",
                "-d",
                "--name",
                NAME,
                "--read-only",
                "--tmpfs",
                "/tmp",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "-v",
                folder + ":/policies:ro",
                "-p",
                "127.0.0.1::7300",
                IMAGE,
                "run",
                "-f",
                "/policies",
                "--state",
                "/tmp/state",
                "--http",
                "0.0.0.0:7300");
        var address = Shell.docker("port", NAME, "7300/tcp");

        // The engine takes connections before anybody in the container does.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(get(address, "/q/health/started")).contains("\"status\": \"UP\""));

        assertThat(get(address, "/api/v1/policies")).contains("\"shop\"");
        assertThat(Shell.docker("diff", NAME).strip())
                .as("nothing but the mount point, which the engine makes")
                .isEqualTo("A /policies");
    }

    private static String get(String address, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
