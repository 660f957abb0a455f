package dev.berth.policy;

import java.util.Optional;

/**
 * Where a database answers, and who asks.
 *
 * @param host a name or address; for pods that answer at their nodes their workload, such as {@code StatefulSet/main}
 * @param target the port inside its container, by which an engine with several protocols tells them apart
 */
public record Endpoint(String database, EngineKind engine, String host, int port, int target, Credentials credentials) {
    /** What is spoken there, where the engine has more than one way. */
    public Optional<Protocol> protocol() {
        return Protocol.of(engine, target);
    }

    /** The workload every pod of which answers at its node. */
    public Optional<Workload> pods() {
        return host.contains("/") ? Optional.of(Workload.of(host)) : Optional.empty();
    }

    /** The same at another host. */
    public Endpoint at(String other) {
        return new Endpoint(database, engine, other, port, target, credentials);
    }

    /** Host and port as an address in a URL has them (RFC 3986, section 3.2). */
    public String authority() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** For people, such as {@code QuestDB PGWire}. */
    public String speaker() {
        return engine.word() + protocol().map(protocol -> " " + protocol.word()).orElse("");
    }

    @Override
    public String toString() {
        return speaker() + " " + host + ":" + port;
    }
}
