package dev.berth.plan;

import dev.berth.observe.Container;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.IpLiteral;
import dev.berth.observe.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * IPv4 and IPv6: in the packet filter a port on every address counts for both, so a database that has it in one of them alone
 * must not take somebody else's in the other.
 */
record Families(Snapshot snapshot) {
    /** Why connections to a database can't wait, nor its old ports lead on; empty when they can. */
    Optional<String> obstacle(Placement placement) {
        var addresses = placement.rebindings().stream()
                .map(rebinding -> IpLiteral.usual(rebinding.hostIp()))
                .toList();
        boolean four = addresses.contains("0.0.0.0");
        boolean six = addresses.contains("::");
        if (addresses.contains("") || four == six) {
            return Optional.empty();
        }
        return six
                ? Optional.of("it is published on IPv6 alone, and others may have the port in IPv4")
                : rival(placement, addresses)
                        .map(rival -> "it is published on IPv4 alone, and " + rival + " has the port in IPv6");
    }

    private Optional<String> rival(Placement placement, List<String> own) {
        var ports = placement.rebindings().stream().map(Rebinding::from).toList();
        var containers = snapshot.docker().containers().stream()
                .filter(other ->
                        other.isUp() && !other.id().equals(placement.container().id()))
                .filter(other -> other.bindings().stream()
                        .anyMatch(binding -> ports.contains(binding.hostPort()) && six(binding.hostIp())))
                .map(Container::name)
                .map(name -> "container " + name);
        var processes = snapshot.host().listeners().stream()
                .filter(listener -> ports.contains(listener.port())
                        && six(listener.address())
                        && !own.contains(IpLiteral.usual(listener.address())))
                .map(Listener::owner)
                .map(owner -> owner.isEmpty() ? "a process that can't be told" : owner);
        return Stream.concat(containers, processes).findFirst();
    }

    private static boolean six(String address) {
        return IpLiteral.usual(address).contains(":");
    }
}
