package dev.berth.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups placements that must move together and orders the groups so that a port is free before it is taken.
 *
 * <p>Berths of one container are one group. A group that wants a port which another leaves comes after it; groups that
 * wait for each other in a circle (a swap) are one. The groups are the strongly connected components of that relation,
 * in the order in which Tarjan's algorithm (SIAM J. Comput. 1(2), 1972) completes them.
 */
final class MoveOrder {
    private final List<List<Placement>> containers;
    private final Map<Integer, Integer> index = new LinkedHashMap<>();
    private final Map<Integer, Integer> low = new LinkedHashMap<>();
    private final List<Integer> stack = new ArrayList<>();
    private final List<List<Placement>> groups = new ArrayList<>();

    private MoveOrder(List<List<Placement>> containers) {
        this.containers = containers;
    }

    static List<List<Placement>> of(List<Placement> moving) {
        var byContainer = new LinkedHashMap<String, List<Placement>>();
        moving.forEach(placement -> byContainer
                .computeIfAbsent(placement.container().id(), id -> new ArrayList<>())
                .add(placement));
        var order = new MoveOrder(List.copyOf(byContainer.values()));
        for (int i = 0; i < order.containers.size(); i++) {
            if (!order.index.containsKey(i)) {
                order.visit(i);
            }
        }
        return List.copyOf(order.groups);
    }

    private void visit(int node) {
        int number = index.size();
        index.put(node, number);
        low.put(node, number);
        stack.add(node);
        for (int next : waitsFor(node)) {
            if (!index.containsKey(next)) {
                visit(next);
                low.merge(node, low.getOrDefault(next, number), Math::min);
            } else if (stack.contains(next)) {
                low.merge(node, index.getOrDefault(next, number), Math::min);
            }
        }
        if (low.getOrDefault(node, number) == number) {
            complete(node);
        }
    }

    private void complete(int root) {
        var members = new ArrayList<>(stack.subList(stack.indexOf(root), stack.size()));
        stack.subList(stack.indexOf(root), stack.size()).clear();
        groups.add(members.stream()
                .sorted()
                .flatMap(member -> containers.get(member).stream())
                .toList());
    }

    private Set<Integer> waitsFor(int node) {
        var result = new LinkedHashSet<Integer>();
        for (int other = 0; other < containers.size(); other++) {
            if (other != node && takes(containers.get(node), containers.get(other))) {
                result.add(other);
            }
        }
        return result;
    }

    /** Whether one wants a port that another holds now. */
    static boolean takes(List<Placement> wanting, List<Placement> holding) {
        return rebindings(wanting)
                .anyMatch(want -> rebindings(holding)
                        .anyMatch(held -> held.from() == want.to() && Addresses.overlap(held.hostIp(), want.hostIp())));
    }

    private static java.util.stream.Stream<Rebinding> rebindings(List<Placement> placements) {
        return placements.stream().flatMap(placement -> placement.rebindings().stream());
    }
}
