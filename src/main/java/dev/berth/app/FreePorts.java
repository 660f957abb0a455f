package dev.berth.app;

import dev.berth.observe.Claim;
import dev.berth.observe.Container;
import dev.berth.observe.HostFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Database;
import dev.berth.policy.Policy;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
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
    private final IntPredicate bindable;
    private final int start;

    /**
     * @param bindable asked of each port at last, since a snapshot may not see every socket
     * @param start not negative; rehearsals with different ones seldom meet
     */
    FreePorts(Policy policy, Snapshot snapshot, IntPredicate bindable, int start) {
        this.bindable = bindable;
        this.start = start;
        Stream.of(
                        snapshot.host().listeners().stream().map(HostFacts.Listener::port),
                        snapshot.docker().containers().stream()
                                .flatMap(container -> container.bindings().stream())
                                .map(Container.Binding::hostPort),
                        snapshot.claims().stream().map(Claim::port),
                        policy.databases().stream()
                                .flatMap(database -> database.ports().stream())
                                .map(Database.Port::port))
                .flatMap(ports -> ports)
                .forEach(taken::add);
    }

    /** A port for a copy to move away from. */
    int away() {
        return take(LOW, HIGH)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port from " + LOW + " to " + HIGH));
    }

    /** A port of the reserved band for a copy to move to; any other where that band is full. */
    int berth() {
        return take(RESERVED_FROM, RESERVED_TO).findFirst().orElseGet(this::away);
    }

    private IntStream take(int from, int to) {
        int size = to - from + 1;
        return IntStream.range(0, size)
                .map(step -> from + (start % size + step) % size)
                .filter(port -> !taken.contains(port) && bindable.test(port))
                .limit(1)
                .peek(taken::add);
    }
}
