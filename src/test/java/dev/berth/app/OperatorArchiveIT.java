package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The class data that a run of an operator leaves to the next, in a checkout of its own; no cluster is there. */
@Timeout(240)
class OperatorArchiveIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    /** Of what was built, as the launcher wants it. */
    private static final List<String> PARTS = List.of("berth.jar", "lib", "quarkus-app");

    @TempDir
    private Path folder = Path.of("");

    private Path launcher = Path.of("");
    private Path target = Path.of("");

    @BeforeEach
    void link() throws IOException {
        launcher = Files.createDirectory(folder.resolve("deploy")).resolve("berth");
        Files.copy(CHECKOUT.resolve("deploy/berth"), launcher);
        target = Files.createDirectory(folder.resolve("target"));
        for (var part : PARTS) {
            Files.createSymbolicLink(
                    target.resolve(part), CHECKOUT.resolve("target").resolve(part));
        }
    }

    @AfterEach
    void unlink() throws IOException {
        for (var part : PARTS) {
            Files.delete(target.resolve(part));
        }
    }

    @Test
    void whatARunLoadedTheNextOneFinds() throws IOException, InterruptedException {
        try (var first = start()) {
            assertThat(first.maps()).doesNotContain("berth-run-");
            first.signal("TERM");
            first.ends();
        }

        try (var second = start()) {
            assertThat(second.maps()).contains("berth-run-");
            assertThat(archives()).hasSize(1).allMatch(name -> name.endsWith(".jsa"));
        }
    }

    @Test
    @Tag("slow")
    void whatIsNotWholeIsThrownAway() throws IOException, InterruptedException {
        try (var first = start()) {
            first.signal("TERM");
            first.ends();
        }
        var whole = target.resolve(archives().get(0));
        Files.write(whole, new byte[8192]);

        try (var second = start()) {
            assertThat(second.maps()).doesNotContain("berth-run-");
            assertThat(archives()).isEmpty();
        }
    }

    /** Two replicas that start at once. */
    @Test
    void whatAnotherStartTakesMeanwhileIsFoundAllTheSame() throws IOException, InterruptedException {
        try (var first = start()) {
            first.signal("TERM");
            first.ends();
        }
        var tools = Files.createDirectory(folder.resolve("tools"));
        var mv = Files.writeString(tools.resolve("mv"), "#!/bin/sh\n/bin/mv \"$@\"\nexec /bin/mv \"$@\"\n");
        assertThat(mv.toFile().setExecutable(true)).isTrue();

        try (var second = start(Map.of("PATH", tools + ":" + System.getenv("PATH")))) {
            assertThat(second.maps()).contains("berth-run-");
        }
    }

    private Daemon start() {
        return start(Map.of());
    }

    private Daemon start(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("KUBECONFIG", folder.resolve("none").toString());
        environment.put("HOME", folder.toString());
        return Daemon.overCluster(launcher, environment).started();
    }

    private List<String> archives() throws IOException {
        try (var all = Files.list(target)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("berth-run-"))
                    .toList();
        }
    }
}
