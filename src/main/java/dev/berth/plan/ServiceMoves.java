package dev.berth.plan;

import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes the moves of a policy in a cluster, one a Service: nothing stops, since a Service may have its old and its new port
 * side by side.
 */
final class ServiceMoves {
    private final Grounds grounds;

    private ServiceMoves(Grounds grounds) {
        this.grounds = grounds;
    }

    /** Empty where every berth is in its place and every client knows that, or one can't be moved. */
    static Optional<Plan> of(Grounds grounds) {
        return grounds.barred() ? Optional.empty() : new ServiceMoves(grounds).plan();
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

    /** The berths that are on their way, and those that clients are behind of, a group for each Service. */
    private List<List<Crossing>> groups() {
        List<Crossing> crossings = grounds.ports().crossings();
        List<String> behind = grounds.changes().behind(databases(List.of(crossings)));
        Map<String, List<Crossing>> services = new LinkedHashMap<>();
        Stream.concat(
                        crossings.stream(),
                        grounds.ports()
                                .all()
                                .filter(one -> behind.contains(one.database().name()))
                                .map(Crossing::arrived))
                .forEach(crossing -> services.computeIfAbsent(crossing.service().name(), name -> new ArrayList<>())
                        .add(crossing));
        return List.copyOf(services.values());
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
        String service = crossings.get(0).service().name();
        StepList steps = new StepList(service);
        PortSteps ports = new PortSteps(crossings, ports(service, crossings), steps);
        Map<Crossing, String> confirmed = ports.confirm();
        if (ports.cross()) {
            ports.add();
            ports.answer(confirmed);
        }
        List<String> databases = databases(List.of(crossings));
        new WorkloadSteps(grounds.policy(), steps).add(grounds.changes().of(databases, earlier, later), databases);
        if (ports.cross()) {
            ports.removeOld();
        }
        return new Move(service, crossings.stream().map(Crossing::berthing).toList(), Duration.ZERO, steps.steps());
    }

    private ServicePorts ports(String service, List<Crossing> crossings) {
        return new ServicePorts(
                grounds.policy().namespace(),
                service,
                crossings.stream()
                        .filter(crossing -> crossing.from() != crossing.port().port())
                        .map(Crossing::pair)
                        .toList());
    }
}
