package dev.berth.plan;

import dev.berth.policy.EngineKind;

/** One berth's change of port. */
public record Berthing(String database, EngineKind engine, String port, int from, int to) {
    @Override
    public String toString() {
        return database + (from == to ? " stays on " + to : " " + from + " → " + to);
    }
}
