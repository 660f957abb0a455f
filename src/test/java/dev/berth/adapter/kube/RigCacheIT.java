package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rig keeps in its cache when it builds Kubernetes' programs; a go that only makes files stands in for the real one. */
class RigCacheIT {
    private static final String GO = """
            #!/usr/bin/env bash
            while [ "$1" != -o ]; do shift; done
            case $2 in */) touch "$2$(basename "$3")" ;; *) touch "$2" ;; esac
            """;

    @TempDir
    Path home;

    @Test
    void aBuildReplacesTheOneBeforeAndLeavesAllElse() throws Exception {
        var cache = Files.createDirectories(home.resolve("berth-rig"));
        Files.createDirectories(cache.resolve("kube-1.0.0-old"));
        Files.createDirectories(cache.resolve("node-1.0.0-other"));
        Files.writeString(cache.resolve("questdb.jar"), "");

        build(cache.resolve("kube-1.1.0-new"), cache);

        assertThat(names(cache)).containsExactlyInAnyOrder("kube-1.1.0-new", "node-1.0.0-other", "questdb.jar");
        assertThat(names(cache.resolve("kube-1.1.0-new"))).containsExactlyInAnyOrder("kubectl", "etcd");
    }

    private void build(Path folder, Path cache) throws IOException, InterruptedException {
        var programs = Files.createDirectories(home.resolve("bin"));
        Files.setPosixFilePermissions(
                Files.writeString(programs.resolve("go"), GO), PosixFilePermissions.fromString("rwx------"));
        var script = "set -euo pipefail; rig=$PWD/src/test/rig cache=" + cache
                + "; . \"$rig/lib/kube.sh\"; build_programs " + folder + " kubectl etcd";
        var bash = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        bash.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        var process = bash.start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
