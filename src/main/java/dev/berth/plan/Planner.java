package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decides what to do. Pure: the same policy and snapshot always give the same decision. */
public final class Planner {
    private Planner() {}

    public static Decision decide(Policy policy, Snapshot snapshot) {
        var placements = new Placements(policy, snapshot);
        var placed = placements.find();
        var moving = placed.stream().filter(placement -> !placement.inPlace()).toList();
        var refusals = new ArrayList<Refusal>(placements.refusals());
        var safety = new Safety(policy, snapshot);
        refusals.addAll(safety.refusals(moving));
        var finder = new ClientChanges(snapshot.project(), placed);
        var clients = new ClientTurns(policy, snapshot, finder);
        // A rule can't be filled in, nor judged, while the place of one of its databases is not known.
        var rules = placements.refusals().isEmpty() ? finder.violations() : List.<Violation>of();
        var violations = Stream.of(snapshot.project().violations(), claims(policy, snapshot), rules)
                .flatMap(List::stream)
                .toList();
        if (!violations.isEmpty()) {
            return new Decision.Invalid(violations);
        }
        var warnings = new Warnings(policy, snapshot).about(placed, moving);
        var groups = groups(placed, moving, clients, snapshot);
        refusals.addAll(safety.speechless(groups));
        refusals.addAll(new OlderAliases(policy, snapshot).refusals(groups));
        if (refusals.isEmpty() && groups.isEmpty()) {
            return new Decision.InSync(warnings);
        }
        var writer = new PlanWriter(policy, snapshot, clients);
        var moves = writer.moves(groups);
        refusals.addAll(clients.refusals());
        refusals.addAll(writer.refusals());
        return refusals.isEmpty()
                ? new Decision.Pending(writer.plan(moves, warnings))
                : new Decision.Refused(refusals.stream().distinct().toList());
    }

    private static List<List<Placement>> groups(
            List<Placement> placed, List<Placement> moving, ClientTurns clients, Snapshot snapshot) {
        var groups = new ArrayList<>(new DependencyOrder(snapshot.project()).of(MoveOrder.of(moving)));
        var names =
                moving.stream().map(placement -> placement.database().name()).toList();
        var behind = clients.behind(names);
        var left = placed.stream()
                .filter(placement -> behind.contains(placement.database().name()))
                .toList();
        if (!left.isEmpty()) {
            groups.add(left);
        }
        return groups;
    }

    private static List<Violation> claims(Policy policy, Snapshot snapshot) {
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream())
                .flatMap(port -> snapshot.claims().stream()
                        .filter(claim -> claim.port() == port.port())
                        .map(claim -> new Violation(
                                port.mark(),
                                "port",
                                String.valueOf(port.port()),
                                "another port; policy " + claim.policy() + " gives this one to " + claim.database()
                                        + " at " + claim.mark())))
                .toList();
    }
}
