package dev.berth.observe;

import dev.berth.policy.DockerTarget;
import java.time.Instant;
import java.util.List;

/** All facts that a plan may rest on, as they were at one instant. */
public record Snapshot(
        Instant at,
        DockerFacts docker,
        HostFacts host,
        NetFacts net,
        Project project,
        List<Collision> collisions,
        List<Claim> claims) {
    public Snapshot {
        collisions = List.copyOf(collisions);
        claims = List.copyOf(claims);
    }

    /** The old ports that lead to an engine's databases: this host's packet filter leads to none of another host. */
    public List<Alias> aliases(DockerTarget docker) {
        return docker.elsewhere().isEmpty() ? net.aliases() : List.of();
    }
}
