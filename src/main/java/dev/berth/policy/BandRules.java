package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How bands and berths lie in the protected range. */
final class BandRules {
    private BandRules() {}

    static Stream<Violation> violations(Place document) {
        List<Place> places = document.items("spec", "bands").stream()
                .filter(place -> band(place).isPresent())
                .toList();
        // A band that is wrong in itself would only repeat that as an overlap.
        List<Place> sound =
                places.stream().filter(place -> isSound(need(place))).toList();
        return Stream.of(backwards(places), overlaps(sound), outside(document)).flatMap(found -> found);
    }

    /** The bands that can be read; the usual ones where the policy names none. */
    static List<Band> bands(Place document) {
        return document.at("spec", "bands").isEmpty()
                ? Band.DEFAULTS
                : document.items("spec", "bands").stream()
                        .flatMap(place -> band(place).stream())
                        .toList();
    }

    private static Optional<Band> band(Place place) {
        return place.text("name")
                .flatMap(name ->
                        place.number("from").flatMap(from -> place.number("to").map(to -> new Band(name, from, to))));
    }

    private static Band need(Place place) {
        return band(place).orElseThrow();
    }

    private static boolean isSound(Band band) {
        return Schema.FIRST <= band.from() && band.from() <= band.to() && band.to() <= Schema.LAST;
    }

    private static Stream<Violation> backwards(List<Place> places) {
        return places.stream()
                .filter(place -> need(place).from() > need(place).to())
                .flatMap(place -> place.at("to").stream())
                .map(to -> to.violation("a port not below from"));
    }

    private static Stream<Violation> overlaps(List<Place> places) {
        return IntStream.range(0, places.size())
                .boxed()
                .flatMap(later -> IntStream.range(0, later)
                        .filter(earlier -> overlap(need(places.get(earlier)), need(places.get(later))))
                        .mapToObj(earlier -> places.get(later)
                                .violation(
                                        need(places.get(later)).toString(),
                                        "a band apart from the others; it overlaps " + need(places.get(earlier)))));
    }

    private static boolean overlap(Band one, Band other) {
        return one.from() <= other.to() && other.from() <= one.to();
    }

    private static Stream<Violation> outside(Place document) {
        List<Band> bands = bands(document);
        String allowed = "a port of one of the bands "
                + bands.stream().map(Band::toString).collect(Collectors.joining(", "));
        return document.items("spec", "databases").stream()
                .flatMap(database -> database.items("ports").stream())
                .flatMap(port -> port.at("port").stream())
                .filter(port -> !bands.isEmpty())
                // Outside the protected range it is a violation already.
                .filter(port -> port.number()
                        .filter(number -> Schema.FIRST <= number && number <= Schema.LAST)
                        .filter(number -> bands.stream().noneMatch(band -> band.contains(number)))
                        .isPresent())
                .map(port -> port.violation(allowed));
    }
}
