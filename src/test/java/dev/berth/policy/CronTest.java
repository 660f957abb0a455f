package dev.berth.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"0 3 * * *", "*/15 0-23/2 1,15,31 jan-mar MON-fri", "59 23 31 12 7", "0 0 1 1 0", "5  4 * * sun"
            })
    void schedulesOfCrontabAreTaken(String schedule) {
        assertThat(Cron.of(schedule)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0 3 * *",
                "0 3 * * * *",
                "60 3 * * *",
                "0 24 * * *",
                "0 3 0 * *",
                "0 3 32 * *",
                "0 3 * 13 *",
                "0 3 * * 8",
                "0 3 * * foo",
                "mon 3 * * *",
                "5-1 3 * * *",
                "*/0 3 * * *",
                "1, 3 * * *",
                " 0 3 * * *",
                "@daily",
                "-1 3 * * *"
            })
    void anythingElseIsNot(String schedule) {
        assertThat(Cron.of(schedule)).isEmpty();
    }
}
