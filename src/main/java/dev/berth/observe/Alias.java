package dev.berth.observe;

/** A given-up host port that still leads to the one that a database has now; an empty {@code hostIp} means every address. */
public record Alias(String hostIp, int from, int to) {
    @Override
    public String toString() {
        return (hostIp.isEmpty() ? "" : hostIp + ":") + from + " → " + to;
    }
}
