package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the databases run: a Docker engine, a Compose project and the files that describe it. */
public record DockerTarget(String host, String project, List<String> composeFiles, String envFile) implements Target {
    private static final Pattern REMOTE = Pattern.compile("tcp://(\\[[^]]+]|[^:/]+).*");
    private static final Pattern HERE = Pattern.compile("127\\.[0-9.]+|localhost|\\[::1]");

    public DockerTarget {
        composeFiles = List.copyOf(composeFiles);
    }

    /** The name or address of the engine's host, where that is not this one. */
    public Optional<String> elsewhere() {
        var remote = REMOTE.matcher(host);
        return remote.matches() && !HERE.matcher(remote.group(1)).matches()
                ? Optional.of(remote.group(1))
                : Optional.empty();
    }
}
