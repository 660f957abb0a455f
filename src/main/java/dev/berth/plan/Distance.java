package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Backup;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reasons not to move what an engine on another host runs: the policy names by loopback what would then be asked on this
 * host, or wants a backup proved by a copy that could be asked on that host alone.
 */
final class Distance {
    private static final Pattern URL = Pattern.compile("https?://(\\[[^]]+]|[^/?#:]+).*");

    private final Policy policy;
    private final Snapshot snapshot;

    Distance(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
    }

    /** What can't be asked from here; empty where the engine is on this host. */
    List<Refusal> refusals(List<Placement> moving) {
        return policy.docker().elsewhere().stream()
                .flatMap(host -> Stream.concat(unreached(moving, host), unproved(moving, host)))
                .toList();
    }

    private Stream<Refusal> unreached(List<Placement> moving, String host) {
        return Stream.concat(
                moving.stream().flatMap(placement -> pooler(placement, host).stream()),
                policy.clients().stream()
                        .filter(client -> concerned(client, moving))
                        .flatMap(client -> probe(client, host).stream()));
    }

    /** Of a container that is made again a backup is taken first, and of others none. */
    private Stream<Refusal> unproved(List<Placement> moving, String host) {
        boolean restampable = snapshot.docker().model().isPresent();
        return policy.backup().filter(Backup::restoreTest).stream()
                .flatMap(wish -> moving.stream())
                .filter(placement -> placement.recreated(restampable) && placement.backedUp())
                .map(placement -> new Refusal(
                        placement.database().name(),
                        "its backup can't be proved: a restored copy on " + host
                                + " has no address that can be asked from here",
                        "backup.restoreTest: false, or run berth on " + host));
    }

    private static boolean concerned(Client client, List<Placement> moving) {
        return moving.stream()
                .anyMatch(
                        placement -> client.uses().contains(placement.database().name()));
    }

    private static Optional<Refusal> pooler(Placement placement, String host) {
        return placement
                .database()
                .pgBouncer()
                .filter(pooler -> Addresses.ownHost(pooler.host()))
                .map(pooler -> refusal(placement.database().name(), pooler.toString(), host));
    }

    private static Optional<Refusal> probe(Client client, String host) {
        return client.probe()
                .map(URL::matcher)
                .filter(url -> url.matches() && Addresses.ownHost(url.group(1)))
                .map(url -> refusal(client.name(), "its probe at " + url.group(1), host));
    }

    private static Refusal refusal(String subject, String what, String host) {
        return new Refusal(
                subject,
                what + " is on the host that berth runs on, and the engine is on " + host,
                "name an address that is reached from here, or run berth on " + host);
    }
}
