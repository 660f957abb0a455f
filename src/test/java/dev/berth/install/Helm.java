package dev.berth.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The rig's Helm. */
public final class Helm {
    private final String kubeconfig;

    private Helm(String kubeconfig) {
        this.kubeconfig = kubeconfig;
    }

    /** @param kubeconfig of the API server that it works on */
    public static Helm of(String kubeconfig) {
        return new Helm(kubeconfig);
    }

    /** Of no API server: nothing that it does may ask one. */
    static Helm alone() {
        return new Helm("/dev/null");
    }

    /** What a run left; its two streams as one. */
    public record Result(int code, String said) {}

    /** What it says; it must succeed. */
    public String run(String... words) {
        var result = attempt(words);
        assertThat(result.code())
                .as("helm %s: %s", String.join(" ", words), result.said())
                .isZero();
        return result.said();
    }

    public Result attempt(String... words) {
        var command = new ArrayList<>(List.of("src/test/rig/rig.sh", "helm"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig);
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(
                    process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
