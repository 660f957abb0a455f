package dev.berth.app;

import dev.berth.observe.Claim;
import dev.berth.observe.Container;
import dev.berth.observe.HostFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hands out ports that nobody has, wants or claims; no port twice. */
final class FreePorts {
    /** Below what Linux gives to outgoing connections by default (32768), above what programs usually listen on. */
    private static final int LOW = 20_000;

    private static final int HIGH = 32_767;
    private static final int RESERVED_FROM = 7300;
    private static final int RESERVED_TO = 7999;

    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> wanted;
    private final Map<Integer, Integer> standIns = new HashMap<>();
    private final IntPredicate bindable;
    private final int start;

    /**
     * @param bindable asked of each port at last, since a snapshot may not see every socket
     * @param start not negative; rehearsals with different ones seldom meet
     */
    FreePorts(Policy policy, Snapshot snapshot, IntPredicate bindable, int start) {
        this.bindable = bindable;
        this.start = start;
        this.wanted = policy.databases().stream()
                .flatMap(database -> database.ports().stream())
                .map(Database.Port::port)
                .collect(Collectors.toSet());
        Stream.of(
                        snapshot.host().listeners().stream().map(HostFacts.Listener::port),
                        snapshot.docker().containers().stream()
                                .flatMap(container -> container.bindings().stream())
                                .map(Container.Binding::hostPort),
                        snapshot.net().aliases().stream().flatMap(alias -> Stream.of(alias.from(), alias.to())),
                        snapshot.claims().stream().map(Claim::port),
                        wanted.stream())
                .flatMap(ports -> ports)
                .forEach(taken::add);
    }

    /**
     * The port that stands in for a real one, always the same: so copies move, stay, follow and trade ports as the real
     * ones will. A berth's lies in the reserved band, unless that is full.
     */
    int standIn(int real) {
        return standIns.computeIfAbsent(
                real,
                port -> wanted.contains(port) ? take(RESERVED_FROM, RESERVED_TO).orElseGet(this::other) : other());
    }

    /** A port that stands in for none. */
    int other() {
        return take(LOW, HIGH).orElseThrow(() -> new IllegalStateException("no free port from " + LOW + " to " + HIGH));
    }

    private OptionalInt take(int from, int to) {
        int size = to - from + 1;
        var free = IntStream.range(0, size)
                .map(step -> from + (start % size + step) % size)
                .filter(port -> !taken.contains(port) && bindable.test(port))
                .findFirst();
        free.ifPresent(taken::add);
        return free;
    }
}
