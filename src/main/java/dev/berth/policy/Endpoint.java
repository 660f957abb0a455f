package dev.berth.policy;

import java.util.Optional;

/**
 * Where a database answers, and who asks.
 *
 * @param target the port inside its container, by which an engine with several protocols tells them apart
 */
public record Endpoint(String database, EngineKind engine, String host, int port, int target, Credentials credentials) {
    /** What is spoken there, where the engine has more than one way. */
    public Optional<Protocol> protocol() {
        return Protocol.of(engine, target);
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
