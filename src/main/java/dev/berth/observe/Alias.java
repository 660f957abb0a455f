package dev.berth.observe;

import java.util.Collection;
import java.util.Optional;

/** A given-up host port that still leads to the one that a database has now; an empty {@code hostIp} means every address. */
public record Alias(String hostIp, int from, int to) {
    /** The old port with its address, as people write it. */
    public String port() {
        return (hostIp.isEmpty() ? "" : hostIp + ":") + from;
    }

    /** Whether both are about the same old port, wherever it leads. */
    public boolean sharesPortWith(Alias other) {
        return from == other.from && hostIp.equals(other.hostIp);
    }

    /** The same old port, led on by whichever of some moves gives up the port that it leads to; empty where none does. */
    public Optional<Alias> ledOn(Collection<Alias> moves) {
        return moves.stream()
                .filter(move -> move.from == to && move.hostIp.equals(hostIp))
                .findFirst()
                .map(move -> new Alias(hostIp, from, move.to));
    }

    /** The move that takes this one back. */
    public Alias reversed() {
        return new Alias(hostIp, to, from);
    }

    @Override
    public String toString() {
        return port() + " → " + to;
    }
}
