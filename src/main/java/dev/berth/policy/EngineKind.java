package dev.berth.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The engines a policy may name, how each wants to be stopped, and how long it is away.
 *
 * <p>PostgreSQL ends sessions and writes its last checkpoint on SIGINT ("fast shutdown", PostgreSQL documentation,
 * section 19.5); Redis saves as configured on SIGTERM ("Redis signal handling"); QuestDB commits what it has received on
 * SIGTERM (measured on 9.2.2). None is ever killed.
 *
 * <p>The pause, from the stop to the first answer, is what was measured with little data on two cores where it is the engine's
 * own (QuestDB 9.2.2: 2.6 to 4.2 s by hand). Where any program may be behind the name it is what a container that is made
 * again takes at least, and its start comes on top. What a whole stack took stands in docs/benchmarks-stack.md.
 */
public enum EngineKind {
    POSTGRESQL("PostgreSQL", "SIGINT", Duration.ofSeconds(120), Duration.ofMillis(1000)),
    TIMESCALEDB("TimescaleDB", "SIGINT", Duration.ofSeconds(120), Duration.ofMillis(1000)),
    QUESTDB("QuestDB", "SIGTERM", Duration.ofSeconds(120), Duration.ofMillis(4500)),
    QDRANT("Qdrant", "SIGTERM", Duration.ofSeconds(120), Duration.ofMillis(800)),
    REDIS("Redis", "SIGTERM", Duration.ofSeconds(120), Duration.ofMillis(800)),
    HTTP("HTTP", "SIGTERM", Duration.ofSeconds(60), Duration.ofMillis(800)),
    EXPORTER("Exporter", "SIGTERM", Duration.ofSeconds(30), Duration.ofMillis(800)),
    TCP("TCP", "SIGTERM", Duration.ofSeconds(60), Duration.ofMillis(800));

    private final String word;
    private final String stopSignal;
    private final Duration stopPatience;
    private final Duration pause;

    EngineKind(String word, String stopSignal, Duration stopPatience, Duration pause) {
        this.word = word;
        this.stopSignal = stopSignal;
        this.stopPatience = stopPatience;
        this.pause = pause;
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

    /** How long it is away while its container is made again: with little data, on a small machine. */
    public Duration pause() {
        return pause;
    }

    /** Whether that holds for whatever runs under its name; else it may be away for longer, as long as that takes to start. */
    public boolean pauseKnown() {
        return postgres() || this == QUESTDB || this == REDIS;
    }

    /** Whether it tells what it holds, so that two looks can be compared. */
    public boolean tellsContents() {
        return !keepsFiles();
    }

    /** Whether nothing of it can be backed up but the files in its volumes. */
    public boolean keepsFiles() {
        return this == HTTP || this == EXPORTER || this == TCP;
    }

    /** Whether a backup of it can be put in the place of what its live server holds. */
    public boolean replaceable() {
        return postgres() || this == REDIS;
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

    /** What its contents are divided into. */
    public String parts() {
        return switch (this) {
            case POSTGRESQL, TIMESCALEDB, QUESTDB -> "tables";
            case QDRANT -> "collections";
            case REDIS -> "databases";
            case HTTP, EXPORTER, TCP -> "volumes";
        };
    }

    /** What a look at its contents leaves out though people change it and a restore undoes that; empty for nothing. */
    public String unseen() {
        return postgres() ? "what views, functions, defaults, checks and policies say, values of sequences" : "";
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
