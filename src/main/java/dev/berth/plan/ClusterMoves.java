package dev.berth.plan;

import dev.berth.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes the moves of a policy in a cluster: one for each Service, or workload, that leads to its databases. */
final class ClusterMoves {
    private final Grounds grounds;

    private ClusterMoves(Grounds grounds) {
        this.grounds = grounds;
    }

    /** Empty where every berth is in its place and every client knows that, or one can't be moved. */
    static Optional<Plan> of(Grounds grounds) {
        return grounds.barred() ? Optional.empty() : new ClusterMoves(grounds).plan();
    }

    private Optional<Plan> plan() {
        List<List<Crossing>> groups = groups();
        List<Move> moves = IntStream.range(0, groups.size())
                .mapToObj(at -> move(
                        groups.get(at),
                        databases(groups.subList(0, at)),
                        databases(groups.subList(at + 1, groups.size()))))
                .toList();
        return moves.isEmpty() ? Optional.empty() : Optional.of(hashed(moves));
    }

    /** The berths that are on their way, and those that clients are behind of, a group for each that leads to them. */
    private List<List<Crossing>> groups() {
        List<Crossing> crossings = grounds.ports().crossings();
        List<String> behind = grounds.changes().behind(databases(List.of(crossings)));
        Map<String, List<Crossing>> exposures = new LinkedHashMap<>();
        Stream.concat(
                        crossings.stream(),
                        grounds.ports()
                                .all()
                                .filter(one -> behind.contains(one.database().name()))
                                .map(Crossing::arrived))
                .forEach(crossing -> exposures
                        .computeIfAbsent(crossing.exposure().name(), name -> new ArrayList<>())
                        .add(crossing));
        return List.copyOf(exposures.values());
    }

    private static List<String> databases(List<List<Crossing>> groups) {
        return groups.stream()
                .flatMap(List::stream)
                .map(crossing -> crossing.database().name())
                .distinct()
                .toList();
    }

    private Plan hashed(List<Move> moves) {
        Policy policy = grounds.policy();
        Plan plan = new Plan(
                policy.name(),
                policy.namespace(),
                policy.fingerprint(),
                "",
                Optional.empty(),
                policy.rollback(),
                moves,
                new ClusterWarnings(grounds).about(moves),
                "");
        return plan.hashed();
    }

    private Move move(List<Crossing> crossings, List<String> earlier, List<String> later) {
        return new CrossingSteps(grounds, crossings)
                .move(grounds.changes().of(databases(List.of(crossings)), earlier, later));
    }
}
