package dev.berth.observe;

import dev.berth.policy.DockerTarget;
import dev.berth.policy.Policy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks at every source once and makes one snapshot of it.
 *
 * <p>Files come first: where they contradict themselves nobody else is bothered with them. The engine and the kernel
 * then look side by side, since the engine's look is mostly waiting.
 */
public final class MergedObserver implements Observer {
    private final Sources.Docker docker;
    private final Sources.Host host;
    private final Sources.Net net;
    private final Sources.Files files;
    private final List<Collision> collisions;
    private final List<Policy> policies;
    private final Clock clock;

    /** @param policies every policy of this run, so that one does not take another's port of the same machine */
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
                        ? withEngine(at, policy, project)
                        : new Observation.Seen<>(withoutEngine(at, project)));
    }

    private Observation<Snapshot> withEngine(Instant at, Policy policy, Project project) {
        var kernel = CompletableFuture.supplyAsync(host::look);
        var filter = CompletableFuture.supplyAsync(net::look);
        return docker.look(policy)
                .then(engine -> kernel.join()
                        .then(facts -> new Observation.Seen<>(
                                new Snapshot(at, engine, facts, filter.join(), project, collisions, claims(policy)))));
    }

    /** Files that contradict themselves are told even where no engine answers; nothing is planned from them. */
    private Snapshot withoutEngine(Instant at, Project project) {
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
                .filter(other -> sharePorts(other, policy.docker()))
                .flatMap(other -> other.databases().stream()
                        .flatMap(database -> database.ports().stream()
                                .map(port -> new Claim(other.name(), database.name(), port.port(), port.mark()))))
                .toList();
    }

    private static boolean sharePorts(Policy policy, DockerTarget target) {
        return policy.target() instanceof DockerTarget docker && docker.sharesPortsWith(target);
    }
}
