package dev.berth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {
    @ParameterizedTest
    @CsvSource({"8812, QuestDB PGWire", "9000, QuestDB HTTP", "9009, QuestDB ILP", "9003, QuestDB"})
    void theContainersPortTellsWhatIsSpokenThere(int target, String speaker) {
        assertThat(at(EngineKind.QUESTDB, target).speaker()).isEqualTo(speaker);
    }

    @Test
    void anEngineWithOneProtocolSpeaksItAtWhateverPort() {
        assertThat(at(EngineKind.POSTGRESQL, 9000).protocol()).isEqualTo(Optional.empty());
    }

    @Test
    void theKnownTargetsAreListed() {
        assertThat(Protocol.targets(EngineKind.QUESTDB)).isEqualTo("8812 (PGWire), 9000 (HTTP), 9009 (ILP)");
    }

    private static Endpoint at(EngineKind engine, int target) {
        return new Endpoint("ticks", engine, "127.0.0.1", 7010, target, Credentials.NONE);
    }
}
