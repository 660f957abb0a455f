package dev.berth.plan;

/** One published port of a container, before and after; the address stays. */
public record Rebinding(int target, String protocol, String hostIp, int from, int to) {
    @Override
    public String toString() {
        return from + " → " + to + " (" + target + "/" + protocol + ")";
    }
}
