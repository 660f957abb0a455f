package dev.berth.adapter.net;

import dev.berth.adapter.net.TrackedFlow.Place;
import dev.berth.engine.Session;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is connected to a database by a port of this host.
 *
 * <p>Whom the kernel leads to it, the database sees where the kernel says. Whom Docker's proxy passes on, it sees at an
 * address of this host, and at a port of which only the proxy knows; so of those it can be told only how many they are.
 *
 * @param places where they are, as whoever answers them sees it
 */
record PortClients(List<Place> places) {
    private static final Pattern CLIENT = Pattern.compile("\\[?(.+?)]?:(\\d+)");

    PortClients {
        places = List.copyOf(places);
    }

    int count() {
        return places.size();
    }

    /** Whether one of them has no session yet; whoever came over a container network has one, and is none of them. */
    boolean anyBeside(List<Session> sessions) {
        var known =
                sessions.stream().flatMap(session -> place(session).stream()).collect(Collectors.toSet());
        long others = places.stream().filter(place -> !known.contains(place)).count();
        return others > 0 && others > passedOn(known);
    }

    private long passedOn(Set<Place> known) {
        var led = Set.copyOf(places);
        var unmet = known.stream().filter(place -> !led.contains(place)).toList();
        var local = unmet.stream()
                .map(Place::address)
                .distinct()
                .filter(IpAddress::isLocal)
                .collect(Collectors.toSet());
        return unmet.stream().filter(place -> local.contains(place.address())).count();
    }

    /** Empty for one that came by no network, or whose address the login may not know. */
    private static Optional<Place> place(Session session) {
        var parts = CLIENT.matcher(session.client());
        try {
            return parts.matches()
                    ? Optional.of(new Place(IpAddress.ofText(parts.group(1)), Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
