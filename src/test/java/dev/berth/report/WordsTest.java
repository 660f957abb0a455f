package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"0,0.00 s", "250,0.25 s", "1000,1.0 s", "12300,12.3 s", "60000,1 min 00 s", "245000,4 min 05 s"})
    void aDurationIsAsPeopleReadIt(long millis, String words) {
        assertThat(Durations.words(Duration.ofMillis(millis))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "OK,PENDING,PENDING",
        "PENDING,OK,PENDING",
        "FINDINGS,REFUSED,REFUSED",
        "INVALID,REFUSED,INVALID",
        "ROLLED_BACK,INVALID,ROLLED_BACK",
        "STUCK,ROLLED_BACK,STUCK",
        "STUCK,UNEXPECTED,UNEXPECTED"
    })
    void theWorseCodeIsTheOneToHearOf(ExitCode one, ExitCode other, ExitCode worse) {
        assertThat(one.or(other)).isEqualTo(worse);
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var table = new Table().row("A", "LONG", "").row("wider", 1, "x");

        assertThat(table).hasToString("  A      LONG\n  wider  1     x\n");
    }
}
