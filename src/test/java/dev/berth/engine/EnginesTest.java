package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.EngineKind;
import org.junit.jupiter.api.Test;

class EnginesTest {
    @Test
    void timescaleIsSpokenToAsPostgres() {
        assertThat(Engines.supported().of(EngineKind.TIMESCALEDB)).containsInstanceOf(PostgresEngine.class);
    }

    @Test
    void aKindWithoutAnEngineIsRefusedWithThoseThatHaveOne() {
        var engines = Engines.supported();

        assertThat(engines.of(EngineKind.QUESTDB)).isEmpty();
        assertThat(engines.refusal(EngineKind.QUESTDB))
                .isEqualTo("QuestDB is not supported by this version of berth; supported are"
                        + " PostgreSQL, TimescaleDB, Redis, HTTP, Exporter, TCP");
    }
}
