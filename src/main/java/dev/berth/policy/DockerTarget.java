package dev.berth.policy;

import java.util.List;

/** Where the databases run: a Docker engine, a Compose project and the files that describe it. */
public record DockerTarget(String host, String project, List<String> composeFiles, String envFile) implements Target {
    public DockerTarget {
        composeFiles = List.copyOf(composeFiles);
    }
}
