package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.EngineKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnginesTest {
    @Test
    void timescaleIsSpokenToAsPostgres() {
        assertThat(Engines.supported().of(EngineKind.TIMESCALEDB)).containsInstanceOf(PostgresEngine.class);
    }

    /** The planner, which knows no engine, refuses by the kind alone. */
    @ParameterizedTest
    @EnumSource
    void aKindIsSupportedWhereItHasAnEngine(EngineKind kind) {
        assertThat(Engines.supported().of(kind).isPresent()).isEqualTo(kind.supported());
    }

    @Test
    void aKindWithoutAnEngineIsRefusedWithThoseThatHaveOne() {
        var engines = Engines.supported();

        assertThat(engines.of(EngineKind.QDRANT)).isEmpty();
        assertThat(engines.refusal(EngineKind.QDRANT))
                .isEqualTo("Qdrant is not supported by this version of berth; supported are"
                        + " PostgreSQL, TimescaleDB, QuestDB, Redis, HTTP, Exporter, TCP");
    }
}
