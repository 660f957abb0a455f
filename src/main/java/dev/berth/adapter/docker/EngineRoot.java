package dev.berth.adapter.docker;

import java.io.IOException;
import java.nio.file.Path;

/** Where an engine of this host keeps volumes. */
public record EngineRoot(Connections connections, String host) {
    public Path path() throws IOException {
        try {
            return Path.of(
                    connections.at(host).get("/info").path("DockerRootDir").asText("/var/lib/docker"));
        } catch (Unanswered e) {
            throw new IOException(e.words(), e);
        }
    }
}
