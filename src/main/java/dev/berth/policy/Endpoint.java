package dev.berth.policy;

/** Where a database answers, and who asks. */
public record Endpoint(String database, EngineKind engine, String host, int port, Credentials credentials) {
    @Override
    public String toString() {
        return engine.word() + " " + host + ":" + port;
    }
}
