package dev.berth.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policies, where their records are, and which engine they are about. */
final class PolicyOptions {
    @Option(
            names = {"-f", "--policy"},
            paramLabel = "FILE-or-FOLDER",
            required = true,
            description = "A policy, or a folder of policies; may be given several times.")
    private List<Path> policies = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where journals and recipes are kept (default: .berth beside the policy).")
    private @Nullable Path state;

    @Option(
            names = "--docker",
            paramLabel = "HOST",
            description = "The Docker engine, such as unix:///var/run/docker.sock (default: the policy's).")
    private @Nullable String docker;

    Workplace.Request request() {
        return new Workplace.Request(policies, Optional.ofNullable(state), Optional.ofNullable(docker));
    }
}
