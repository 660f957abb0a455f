package dev.berth.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The engines a policy may name, and how each wants to be stopped.
 *
 * <p>PostgreSQL ends sessions and writes its last checkpoint on SIGINT ("fast shutdown", PostgreSQL documentation,
 * section 19.5); Redis saves as configured on SIGTERM ("Redis signal handling"); QuestDB commits what it has received on
 * SIGTERM (measured on 9.2.2). None is ever killed.
 */
public enum EngineKind {
    POSTGRESQL("PostgreSQL", "SIGINT", Duration.ofSeconds(120)),
    TIMESCALEDB("TimescaleDB", "SIGINT", Duration.ofSeconds(120)),
    QUESTDB("QuestDB", "SIGTERM", Duration.ofSeconds(120)),
    QDRANT("Qdrant", "SIGTERM", Duration.ofSeconds(120)),
    REDIS("Redis", "SIGTERM", Duration.ofSeconds(120)),
    HTTP("HTTP", "SIGTERM", Duration.ofSeconds(60)),
    EXPORTER("Exporter", "SIGTERM", Duration.ofSeconds(30)),
    TCP("TCP", "SIGTERM", Duration.ofSeconds(60));

    private final String word;
    private final String stopSignal;
    private final Duration stopPatience;

    EngineKind(String word, String stopSignal, Duration stopPatience) {
        this.word = word;
        this.stopSignal = stopSignal;
        this.stopPatience = stopPatience;
    }

    /** The name as policies write it. */
    public String word() {
        return word;
    }

    public String stopSignal() {
        return stopSignal;
    }

    /** How long a stop may take before the migration gives up and goes back. */
    public Duration stopPatience() {
        return stopPatience;
    }

    /** Whether it tells what it holds, so that two looks can be compared. */
    public boolean tellsContents() {
        return postgres() || this == QUESTDB || this == QDRANT;
    }

    /** Whether nothing of it can be backed up but the files in its volumes. */
    public boolean keepsFiles() {
        return this == HTTP || this == EXPORTER || this == TCP;
    }

    /** What its contents are counted in: rows, keys, points or files. */
    public String unit() {
        return switch (this) {
            case POSTGRESQL, TIMESCALEDB, QUESTDB -> "rows";
            case QDRANT -> "points";
            case REDIS -> "keys";
            case HTTP, EXPORTER, TCP -> "files";
        };
    }

    /** Whether a PgBouncer can stand in front of it. */
    public boolean pooled() {
        return postgres();
    }

    private boolean postgres() {
        return this == POSTGRESQL || this == TIMESCALEDB;
    }

    public static Optional<EngineKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
