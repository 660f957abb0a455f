package dev.berth.observe;

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
}
