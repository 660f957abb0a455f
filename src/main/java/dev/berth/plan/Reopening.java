package dev.berth.plan;

import dev.berth.observe.Alias;
import dev.berth.observe.Container;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Hold;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;

/** Whether a lost alias can lead on again: nobody else has the old port by now, and the database is where it leads. */
final class Reopening {
    private final Policy policy;
    private final Snapshot snapshot;
    private final List<Placement> placements;

    Reopening(Policy policy, Snapshot snapshot) {
        this.policy = policy;
        this.snapshot = snapshot;
        this.placements = new Placements(policy, snapshot).find();
    }

    Optional<String> obstacle(Alias alias) {
        return forbidden(policy).or(() -> holder(alias)).or(() -> rival(alias)).or(() -> astray(alias));
    }

    /** Why none comes back under a policy, whatever the world is like. */
    static Optional<String> forbidden(Policy policy) {
        if (policy.mode() == Policy.Mode.OBSERVE) {
            return Optional.of("mode is Observe: this policy only reports");
        }
        return policy.hold().mode() == Hold.Mode.NEVER
                ? Optional.of("hold.mode is Never: the packet filter is left alone")
                : Optional.empty();
    }

    /** With an alias before it, whoever took the port since would be reached no longer. */
    private Optional<String> holder(Alias alias) {
        return snapshot.docker().containers().stream()
                .filter(container -> container.isUp() && publishes(container, alias))
                .map(container -> "container " + container.name() + " has the port now")
                .findFirst()
                .or(() -> listener(alias));
    }

    private static boolean publishes(Container container, Alias alias) {
        return container.bindings().stream()
                .anyMatch(binding -> binding.hostPort() == alias.from()
                        && binding.protocol().equals("tcp")
                        && Addresses.overlap(binding.hostIp(), alias.hostIp()));
    }

    private Optional<String> listener(Alias alias) {
        return snapshot.host().listeners().stream()
                .filter(listener ->
                        listener.port() == alias.from() && Addresses.overlap(listener.address(), alias.hostIp()))
                .map(listener -> (listener.owner().isEmpty() ? "a process that can't be told" : listener.owner())
                        + " listens there now")
                .findFirst();
    }

    /** The policy's own table has lost it, so whatever leads on from there belongs to another. */
    private Optional<String> rival(Alias alias) {
        return snapshot.net().aliases().stream()
                .filter(other -> other.from() == alias.from() && Addresses.overlap(other.hostIp(), alias.hostIp()))
                .map(other -> "another policy leads it to " + other.to() + " now")
                .findFirst();
    }

    private Optional<String> astray(Alias alias) {
        return placements.stream()
                        .flatMap(placement -> placement.rebindings().stream())
                        .anyMatch(rebinding ->
                                rebinding.from() == alias.to() && Addresses.overlap(rebinding.hostIp(), alias.hostIp()))
                ? Optional.empty()
                : Optional.of("no database of this policy is published on " + alias.to() + " now");
    }
}
