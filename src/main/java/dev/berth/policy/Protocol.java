package dev.berth.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine with several ports speaks at each, told from the port inside the container and never from a name; those
 * of one engine stand in the order in which they tell most.
 */
public enum Protocol {
    /** QuestDB's SQL in the protocol of PostgreSQL. */
    QUESTDB_PGWIRE(EngineKind.QUESTDB, 8812, "PGWire", true),
    /** QuestDB's SQL and its console. */
    QUESTDB_HTTP(EngineKind.QUESTDB, 9000, "HTTP", true),
    /** The InfluxDB line protocol over TCP, in which a server never answers. */
    QUESTDB_ILP(EngineKind.QUESTDB, 9009, "ILP", false),
    /** Qdrant's collections and points. */
    QDRANT_REST(EngineKind.QDRANT, 6333, "REST", true),
    /** The same by HTTP/2, of which berth speaks no more than the greeting. */
    QDRANT_GRPC(EngineKind.QDRANT, 6334, "gRPC", false);

    private final EngineKind engine;
    private final int target;
    private final String word;
    private final boolean telling;

    Protocol(EngineKind engine, int target, String word, boolean telling) {
        this.engine = engine;
        this.target = target;
        this.word = word;
        this.telling = telling;
    }

    public String word() {
        return word;
    }

    /** Whether it can be asked what the database holds. */
    public boolean telling() {
        return telling;
    }

    /** Those of an engine; none where it speaks its own alone, at whatever port. */
    public static List<Protocol> of(EngineKind engine) {
        return Stream.of(values()).filter(protocol -> protocol.engine == engine).toList();
    }

    /** What an engine speaks at a port inside its container; empty where it speaks its own alone, or nothing known. */
    public static Optional<Protocol> of(EngineKind engine, int target) {
        return of(engine).stream().filter(protocol -> protocol.target == target).findFirst();
    }

    /** For people, such as {@code 8812 (PGWire), 9000 (HTTP)}. */
    public static String targets(EngineKind engine) {
        return of(engine).stream()
                .map(protocol -> protocol.target + " (" + protocol.word + ")")
                .collect(Collectors.joining(", "));
    }
}
