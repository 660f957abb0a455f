package dev.berth.adapter.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rig's kubectl.
 *
 * @param kubeconfig whose API server it asks; it lies beside that
 */
record Kubectl(String kubeconfig) {
    /** What it prints; its exit code must be 0. */
    String run(String... words) {
        var kubectl = Path.of(kubeconfig).resolveSibling("kubectl").toString();
        var command = new ArrayList<>(List.of(kubectl, "--kubeconfig", kubeconfig));
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new AssertionError(String.join(" ", words) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
