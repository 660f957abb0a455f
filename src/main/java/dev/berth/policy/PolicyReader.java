package dev.berth.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads policies strictly: all of them with their defaults, or every violation of all of them at once. */
public final class PolicyReader {
    private static final Set<String> HEADER = Set.of("apiVersion", "kind");

    private PolicyReader() {}

    /** The policies of one run, in the order of their documents. */
    public static Reading read(List<Document> documents) {
        List<Place> places = documents.stream()
                .map(document -> Place.root(Completion.of(document.root(), Schema.DOCUMENT)))
                .toList();
        List<Violation> violations = Stream.concat(
                        IntStream.range(0, places.size())
                                .boxed()
                                .flatMap(index -> violations(
                                        places.get(index), documents.get(index).ground())),
                        RunRules.violations(places))
                .toList();
        return violations.isEmpty()
                ? new Reading.Valid(IntStream.range(0, places.size())
                        .mapToObj(index -> Binder.bind(
                                places.get(index),
                                documents.get(index).folder(),
                                documents.get(index).fingerprint()))
                        .toList())
                : new Reading.Invalid(violations);
    }

    /** What is wrong with each document by itself, whatever the others want. */
    public static List<Violation> alone(List<Document> documents) {
        return documents.stream()
                .flatMap(document ->
                        violations(Place.root(Completion.of(document.root(), Schema.DOCUMENT)), document.ground()))
                .toList();
    }

    private static Stream<Violation> violations(Place document, Ground ground) {
        if (document.node() instanceof Node.Mapping && !saysPolicy(document.node())) {
            return Stream.of(document.violation("a policy, with apiVersion: " + Schema.VERSION + " and kind: "
                    + Schema.KIND + "; name policies alone with -f"));
        }
        Stream<Violation> shape = Conformity.of(document, Schema.DOCUMENT, ground);
        // The fields of something else are not misspelt fields of a policy.
        return Schema.isOfAnotherKind(document)
                ? shape.filter(violation -> HEADER.contains(violation.path()))
                : Stream.of(
                                shape,
                                BandRules.violations(document),
                                ClientRules.violations(document),
                                TargetRules.violations(document, ground))
                        .flatMap(found -> found);
    }

    static boolean saysPolicy(Node root) {
        return root instanceof Node.Mapping mapping
                && mapping.entries().stream()
                        .anyMatch(entry -> Schema.DOCUMENT.names().contains(entry.key()));
    }
}
