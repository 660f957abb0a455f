package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.policy.Database;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Puts moves after those that their services depend on ({@code depends_on}, also by way of other services): an interface
 * after its database. A port that must be free first comes before that, and else the order stays.
 */
record DependencyOrder(Project project) {
    List<List<Placement>> of(List<List<Placement>> groups) {
        var waiting = new ArrayList<>(groups);
        var ordered = new ArrayList<List<Placement>>();
        while (!waiting.isEmpty()) {
            var next = first(waiting, (one, other) -> MoveOrder.takes(one, other) || depends(one, other))
                    // What depends on each other, or waits for a port of what depends on it.
                    .or(() -> first(waiting, MoveOrder::takes))
                    .orElseThrow();
            ordered.add(next);
            waiting.remove(next);
        }
        return List.copyOf(ordered);
    }

    private static Optional<List<Placement>> first(
            List<List<Placement>> waiting, BiPredicate<List<Placement>, List<Placement>> waitsFor) {
        return waiting.stream()
                .filter(one -> waiting.stream().noneMatch(other -> other != one && waitsFor.test(one, other)))
                .findFirst();
    }

    private boolean depends(List<Placement> some, List<Placement> others) {
        var needed = needed(services(some));
        return services(others).stream().anyMatch(needed::contains);
    }

    private static List<String> services(List<Placement> placements) {
        return placements.stream()
                .map(placement -> placement.database().runner())
                .filter(Database.Runner.Service.class::isInstance)
                .map(runner -> ((Database.Runner.Service) runner).name())
                .toList();
    }

    private Set<String> needed(List<String> services) {
        var needed = new HashSet<String>();
        var open = new ArrayDeque<>(services);
        while (!open.isEmpty()) {
            project.service(open.remove()).stream()
                    .flatMap(service -> service.dependsOn().stream())
                    .filter(needed::add)
                    .forEach(open::add);
        }
        return needed;
    }
}
