package dev.berth.observe;

import java.util.List;
import java.util.Optional;

/**
 * What the Docker engine said.
 *
 * @param version the engine's version, such as {@code 20.10.24}
 * @param apiVersion the API version both sides speak, such as {@code 1.41}
 * @param containers all of them, stopped ones too
 * @param model the project as the compose plugin renders it; empty without the plugin
 */
public record DockerFacts(String version, String apiVersion, List<Container> containers, Optional<ComposeModel> model) {
    public DockerFacts {
        containers = List.copyOf(containers);
    }
}
