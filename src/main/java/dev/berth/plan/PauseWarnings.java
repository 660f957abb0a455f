package dev.berth.plan;

import dev.berth.observe.HostFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Hold;
import dev.berth.policy.OwnPorts;
import dev.berth.policy.PgBouncer;
import dev.berth.policy.Policy;
import dev.berth.policy.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What clients will feel of the pauses, and what they will meet afterwards, as far as a person should know it before. */
final class PauseWarnings {
    private final Policy policy;
    private final HostFacts host;
    private final Holding holding;

    PauseWarnings(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.host = snapshot.host();
        this.holding = new Holding(policy, snapshot);
    }

    List<String> about(List<Placement> moving) {
        var warnings = new ArrayList<String>();
        warnings.add("sessions open during a move end with the old process" + staying(moving));
        moving.stream().flatMap(PauseWarnings::unheard).forEach(warnings::add);
        moving.stream().flatMap(this::hurry).forEach(warnings::add);
        if (policy.hold().mode() == Hold.Mode.NEVER) {
            warnings.add("during each pause new connections are refused; nothing answers on the old ports afterwards");
            return warnings;
        }
        moving.forEach(placement -> holding.obstacle(placement)
                .ifPresent(obstacle -> warnings.add("connections to "
                        + placement.database().name() + " can't wait: " + obstacle
                        + "; during its pause new ones are refused, and nothing answers on its old port afterwards")));
        leading(moving).forEach(warnings::add);
        passing(moving).ifPresent(warnings::add);
        return warnings;
    }

    private Stream<String> leading(List<Placement> moving) {
        return moving.stream()
                .filter(placement -> holding.obstacle(placement).isEmpty())
                .flatMap(placement -> placement.rebindings().stream())
                .filter(rebinding -> rebinding.from() != rebinding.to())
                .distinct()
                .flatMap(rebinding -> holding.silent(rebinding).stream()
                        .map(reason -> "nothing leads from port " + rebinding.from() + " on afterwards: " + reason))
                .distinct();
    }

    /** Who comes from where berth itself asks is taken for berth. */
    private Optional<String> passing(List<Placement> moving) {
        return moving.stream().anyMatch(placement -> holding.holds(List.of(placement)))
                        && IntStream.rangeClosed(OwnPorts.FIRST, OwnPorts.LAST).anyMatch(host::handsOut)
                ? Optional.of("the kernel's ephemeral range " + host.ephemeral() + " has ports from which berth itself"
                        + " asks: a client of this host that gets one does not wait, and is refused during the pause,"
                        + " unless net.ipv4.ip_local_reserved_ports names " + OwnPorts.FIRST + "-" + OwnPorts.LAST)
                : Optional.empty();
    }

    /** A client of the line protocol can't be told what arrived, and goes on sending until its connection ends. */
    private static Stream<String> unheard(Placement placement) {
        return placement.berths().stream()
                .filter(berth -> Protocol.of(
                                placement.database().engine(), berth.wanted().target())
                        .filter(Protocol.QUESTDB_ILP::equals)
                        .isPresent())
                .map(berth -> "what clients of " + placement.database().name() + " send to port " + berth.from()
                        + " by ILP over TCP as it stops is lost, as at each of its restarts: that protocol acknowledges"
                        + " nothing");
    }

    /** A database that needs most of the time it is given may need more some day. */
    private Stream<String> hurry(Placement placement) {
        var pause = placement.database().engine().pause();
        var given = holding.holds(List.of(placement)) ? holding.forth() : holding.limit();
        return given.compareTo(pause.multipliedBy(3).dividedBy(2)) >= 0
                ? Stream.empty()
                : Stream.of("hold.limit gives " + placement.database().name() + " " + seconds(given)
                        + " until it answers again, of which it usually takes " + seconds(pause)
                        + ", and its move goes back where that is not enough; hold: {limit: "
                        + (pause.multipliedBy(3).toMillis() + 999) / 1000 + "s} leaves room");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String staying(List<Placement> moving) {
        var poolers = moving.stream()
                .flatMap(placement -> placement.database().pgBouncer().stream())
                .map(PgBouncer::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        return poolers.isEmpty() ? "" : "; those with " + poolers + " stay, and wait in it";
    }
}
