package dev.berth.adapter.net;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.berth.plan.NetStep.HeldPort;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has the kernel forget connections that servers broke off, beside other steps of a move: where it knows of many, to go
 * through them takes longer than a client should wait.
 */
final class Forgetting {
    private final Conntrack conntrack;
    private final AtomicReference<Optional<CompletableFuture<String>>> begun = new AtomicReference<>(Optional.empty());

    Forgetting(Conntrack conntrack) {
        this.conntrack = conntrack;
    }

    /** Makes ready what takes its time; where that fails, the end will say why. */
    void prepare() {
        try {
            conntrack.prepare();
        } catch (IOException ignored) {
            // Nothing may be broken off in the end.
        }
    }

    /** From now on, once the old servers have ended and before anybody is let in. */
    void begin(Collection<Integer> ports) {
        var numbers = Set.copyOf(ports);
        begun.set(Optional.of(CompletableFuture.supplyAsync(() -> forget(numbers))));
    }

    /** Waits for what was begun, by this process or not; what did not work, for people. */
    String end(List<HeldPort> ports) {
        return begun.getAndSet(Optional.empty()).map(CompletableFuture::join).orElseGet(() -> forget(numbers(ports)));
    }

    /** Whatever was begun before: what the new servers broke off; what did not work, for people. */
    String now(List<HeldPort> ports) {
        begun.set(Optional.empty());
        return forget(numbers(ports));
    }

    private String forget(Set<Integer> ports) {
        try {
            conntrack.forgetBrokenOff(ports);
            return "";
        } catch (IOException e) {
            return "; who asks from where a connection was reset in the last ten seconds may be refused: "
                    + e.getMessage();
        }
    }

    private static Set<Integer> numbers(List<HeldPort> ports) {
        return ports.stream().map(HeldPort::port).collect(toUnmodifiableSet());
    }
}
