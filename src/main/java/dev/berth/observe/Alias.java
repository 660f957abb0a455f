package dev.berth.observe;

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

    @Override
    public String toString() {
        return port() + " → " + to;
    }
}
