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
        return elsewhere(host);
    }

    /** Ports are the machine's: engines on one machine, such as rootless ones of several users, take them from each other. */
    public boolean sharesPortsWith(DockerTarget other) {
        return elsewhere().equals(other.elsewhere());
    }

    static Optional<String> elsewhere(String host) {
        var remote = REMOTE.matcher(host);
        return remote.matches() && !HERE.matcher(remote.group(1)).matches()
                ? Optional.of(remote.group(1))
                : Optional.empty();
    }
}
