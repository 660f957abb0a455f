package dev.berth.engine;

import dev.berth.policy.EngineKind;

/** The edition of the texts that digests of shapes are of; those of two editions say nothing of each other. */
public final class ShapeEdition {
    /** Of what says nothing of it. */
    public static final int FIRST = 1;

    private static final int POSTGRES = 2;

    private ShapeEdition() {}

    /** That of this version of berth. It counts up whenever the text changes that an engine's digests are of. */
    public static int of(EngineKind engine) {
        return switch (engine) {
            case POSTGRESQL, TIMESCALEDB -> POSTGRES;
            case QUESTDB, QDRANT, REDIS, HTTP, EXPORTER, TCP -> FIRST;
        };
    }
}
