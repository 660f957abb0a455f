package dev.berth.observe;

import dev.berth.policy.Policy;
import java.time.Clock;
import java.util.List;

/** Looks at every source once and makes one snapshot of it. */
public final class MergedObserver implements Observer {
    private final Sources.Docker docker;
    private final Sources.Host host;
    private final Sources.Net net;
    private final Sources.Files files;
    private final List<Collision> collisions;
    private final List<Policy> policies;
    private final Clock clock;

    /** @param policies every policy of this run, so that one does not take another's port */
    public MergedObserver(
            Sources.Docker docker,
            Sources.Host host,
            Sources.Net net,
            Sources.Files files,
            List<Collision> collisions,
            List<Policy> policies,
            Clock clock) {
        this.docker = docker;
        this.host = host;
        this.net = net;
        this.files = files;
        this.collisions = List.copyOf(collisions);
        this.policies = List.copyOf(policies);
        this.clock = clock;
    }

    @Override
    public Observation<Snapshot> observe(Policy policy) {
        var at = clock.instant();
        return files.read(policy)
                .then(project -> project.violations().isEmpty()
                        ? docker.look(policy)
                                .then(engine -> host.look()
                                        .then(kernel -> new Observation.Seen<>(new Snapshot(
                                                at, engine, kernel, net.look(), project, collisions, claims(policy)))))
                        : new Observation.Seen<>(withoutEngine(at, project)));
    }

    /** Files that contradict themselves are told even where no engine answers; nothing is planned from them. */
    private Snapshot withoutEngine(java.time.Instant at, Project project) {
        return new Snapshot(
                at,
                new DockerFacts("", "", List.of(), java.util.Optional.empty()),
                new HostFacts(List.of(), new HostFacts.PortRange(0, 0), List.of()),
                new NetFacts(java.util.Optional.empty(), List.of()),
                project,
                List.of(),
                List.of());
    }

    private List<Claim> claims(Policy policy) {
        return policies.stream()
                .filter(other -> !other.fingerprint().equals(policy.fingerprint())
                        || !other.name().equals(policy.name()))
                .flatMap(other -> other.databases().stream()
                        .flatMap(database -> database.ports().stream()
                                .map(port -> new Claim(other.name(), database.name(), port.port(), port.mark()))))
                .toList();
    }
}
