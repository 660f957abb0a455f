package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.observe.Claim;
import dev.berth.observe.IpLiteral;
import dev.berth.observe.Snapshot;
import dev.berth.plan.NetStep.HeldPort;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Hold;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the connections of a move wait while it is under way, for how long, and which old ports go on answering.
 *
 * <p>The limit is shared out in thirds: for busy sessions to end, for the database to answer at its new port, and for the
 * way back. So even a move that fails late lets its clients go before the kernel would.
 */
final class Holding {
    private static final int SHARES = 3;

    private final Hold hold;
    private final Optional<String> obstacle;
    private final Families families;
    private final Set<Integer> wanted;

    Holding(Policy policy, Snapshot snapshot) {
        this.hold = policy.hold();
        this.obstacle = elsewhere(policy.docker()).or(() -> snapshot.net().obstacle());
        this.families = new Families(snapshot);
        this.wanted = Stream.concat(
                        policy.databases().stream()
                                .flatMap(database -> database.ports().stream())
                                .map(Database.Port::port),
                        snapshot.claims().stream().map(Claim::port))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The packet filter of this host does nothing for an engine on another. */
    private static Optional<String> elsewhere(DockerTarget docker) {
        return docker.elsewhere().map(host -> "the engine " + docker.host() + " is not on this host");
    }

    /** Why the connections to this database can't wait; empty when they can. */
    Optional<String> obstacle(Placement placement) {
        return obstacle.or(() -> families.obstacle(placement));
    }

    boolean holds(List<Placement> group) {
        return hold.mode() != Hold.Mode.NEVER
                && group.stream().allMatch(placement -> obstacle(placement).isEmpty());
    }

    Duration limit() {
        return hold.limit();
    }

    /** How long to wait for a quiet moment first. */
    Duration patience() {
        return hold.patience();
    }

    Duration drain() {
        return hold.drain().compareTo(share(1)) < 0 ? hold.drain() : share(1);
    }

    /** From the moment of the hold to the answer at the new port. */
    Duration forth() {
        return share(2);
    }

    /** How long each of two looks at all contents may take. */
    Duration reading() {
        return share(1).dividedBy(4);
    }

    private Duration share(int shares) {
        return Duration.ofMillis(hold.limit().toMillis() * shares / SHARES);
    }

    static List<HeldPort> ports(List<Rebinding> rebindings) {
        return rebindings.stream()
                .flatMap(rebinding -> Stream.of(rebinding.from(), rebinding.to())
                        .map(port -> new HeldPort(address(rebinding.hostIp()), port)))
                .distinct()
                .toList();
    }

    /** The old ports that lead on. */
    List<Alias> aliases(List<Rebinding> rebindings) {
        return rebindings.stream()
                .filter(rebinding ->
                        rebinding.from() != rebinding.to() && silent(rebinding).isEmpty())
                .map(rebinding -> new Alias(address(rebinding.hostIp()), rebinding.from(), rebinding.to()))
                .distinct()
                .toList();
    }

    /** Why an old port can't lead on; empty when it can, or is none. */
    Optional<String> silent(Rebinding rebinding) {
        return wanted.contains(rebinding.from()) ? Optional.of("another database gets it") : Optional.empty();
    }

    /** As the packet filter lists it, so that it is found again there. */
    private static String address(String hostIp) {
        return Addresses.everywhere(hostIp) ? "" : IpLiteral.usual(hostIp);
    }
}
