package dev.berth.engine;

import dev.berth.policy.EngineKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which engine speaks for which kind; a test may do with fewer. */
public final class Engines {
    private final Map<EngineKind, Engine> byKind;

    public Engines(Map<EngineKind, Engine> byKind) {
        this.byKind = new EnumMap<>(EngineKind.class);
        this.byKind.putAll(byKind);
    }

    /** Every engine that this version speaks; each question has a session of its own. */
    public static Engines supported() {
        return supported(IdleSessions.none());
    }

    /** The same, whose questions may follow each other in a session. */
    public static Engines supported(IdleSessions idle) {
        var postgres = new PostgresEngine(idle);
        var http = new HttpEngine();
        return new Engines(Map.of(
                EngineKind.POSTGRESQL,
                postgres,
                EngineKind.TIMESCALEDB,
                postgres,
                EngineKind.QUESTDB,
                new QuestDbEngine(),
                EngineKind.QDRANT,
                new QdrantEngine(),
                EngineKind.REDIS,
                new RedisEngine(),
                EngineKind.HTTP,
                http,
                EngineKind.EXPORTER,
                http,
                EngineKind.TCP,
                new TcpEngine()));
    }

    public Optional<Engine> of(EngineKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** Why there is no engine for a kind, and which kinds have one. */
    public String refusal(EngineKind kind) {
        return kind.word() + " is not supported by this version of berth; supported are "
                + byKind.keySet().stream().map(EngineKind::word).collect(Collectors.joining(", "));
    }
}
