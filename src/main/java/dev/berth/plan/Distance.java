package dev.berth.plan;

import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Client;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reasons not to move what an engine on another host runs: the policy names by loopback what would then be asked on this
 * host.
 */
final class Distance {
    private static final Pattern URL = Pattern.compile("https?://(\\[[^]]+]|[^/?#:]+).*");

    private final Policy policy;

    Distance(Policy policy) {
        this.policy = policy;
    }

    /** What can't be asked from here; empty where the engine is on this host. */
    List<Refusal> refusals(List<Placement> moving) {
        return policy.docker().elsewhere().stream()
                .flatMap(host -> Stream.concat(
                        moving.stream().flatMap(placement -> pooler(placement, host).stream()),
                        policy.clients().stream()
                                .filter(client -> concerned(client, moving))
                                .flatMap(client -> probe(client, host).stream())))
                .toList();
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
