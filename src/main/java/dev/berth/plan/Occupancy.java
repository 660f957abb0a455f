package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who holds a port that a berth wants, leaving out those that this plan moves away from it. */
final class Occupancy {
    private final Policy policy;
    private final Snapshot snapshot;
    private final List<Placement> moving;

    Occupancy(Policy policy, Snapshot snapshot, List<Placement> moving) {
        this.policy = policy;
        this.snapshot = snapshot;
        this.moving = moving;
    }

    Optional<String> owner(Container self, Rebinding wanted) {
        return container(self, wanted).or(() -> alias(wanted));
    }

    private Optional<String> container(Container self, Rebinding wanted) {
        var holders = snapshot.docker().containers().stream()
                .filter(other -> !other.id().equals(self.id()))
                .filter(other -> holds(other, wanted))
                .toList();
        var staying = holders.stream().filter(other -> !leaves(other, wanted)).findFirst();
        if (staying.isPresent()) {
            return staying.map(other -> "container " + other.name());
        }
        return holders.isEmpty() && !holds(self, wanted) ? process(wanted) : Optional.empty();
    }

    private static boolean holds(Container container, Rebinding wanted) {
        return container.isUp()
                && container.bindings().stream()
                        .anyMatch(binding -> binding.hostPort() == wanted.to()
                                && binding.protocol().equals(wanted.protocol())
                                && Addresses.overlap(binding.hostIp(), wanted.hostIp()));
    }

    private boolean leaves(Container holder, Rebinding wanted) {
        return leaving(holder).anyMatch(rebinding -> rebinding.from() == wanted.to());
    }

    private Stream<Rebinding> leaving(Container holder) {
        return moving.stream()
                .filter(placement -> placement.container().id().equals(holder.id()))
                .flatMap(placement -> placement.rebindings().stream())
                .filter(rebinding -> rebinding.from() != rebinding.to());
    }

    private Optional<String> alias(Rebinding wanted) {
        return snapshot.aliases(policy.docker()).stream()
                .filter(alias -> alias.from() == wanted.to() && Addresses.overlap(alias.hostIp(), wanted.hostIp()))
                .findFirst()
                .map(alias -> "the alias of an earlier move, which leads to " + alias.to() + " (berth retire ends it)");
    }

    private Optional<String> process(Rebinding wanted) {
        return snapshot.host().listeners().stream()
                .filter(listener ->
                        listener.port() == wanted.to() && Addresses.overlap(listener.address(), wanted.hostIp()))
                .map(listener -> listener.owner().isEmpty() ? "a process that can't be told" : listener.owner())
                .findFirst();
    }
}
