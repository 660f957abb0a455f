package dev.berth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {
    private static final List<String> WORDS = List.of("PostgreSQL", "Redis", "port", "ports", "to", "variable");

    @ParameterizedTest
    @CsvSource({
        "Postgres,PostgreSQL",
        "postgresql,PostgreSQL",
        "Rediss,Redis",
        "prot,port",
        "pots,ports",
        "varaible,variable"
    })
    void theClosestWordIsFound(String written, String meant) {
        assertThat(Spelling.closest(written, WORDS)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MySQL", "x", "", "protocol", "hunter2"})
    void aWordThatIsFarFromAllIsNotGuessed(String written) {
        assertThat(Spelling.closest(written, List.of("PostgreSQL", "Redis", "variable")))
                .isEmpty();
    }

    @Test
    void aVeryLongWordCostsNoTime() {
        assertThat(Spelling.closest("x".repeat(1_000_000), WORDS)).isEmpty();
    }
}
