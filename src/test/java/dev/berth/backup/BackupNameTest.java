package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNameTest {
    private static final Instant AT = Instant.parse("2026-11-28T03:00:00Z");

    @Test
    void itNamesTheDatabaseAndTheSecond() {
        assertThat(new BackupName("orders", AT.plusMillis(250))).hasToString("orders/2026-11-28T030000Z");
    }

    @Test
    void whatItSaysIsUnderstood() {
        assertThat(BackupName.of("orders/2026-11-28T030000Z")).contains(new BackupName("orders", AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup orders/2026-11-28T030000Z, restored and compared",
                "backup orders/2026-11-28T030000Z was taken and can't be restored: no such extension"
            })
    void whoeverTookItTellsOfIt(String words) {
        assertThat(BackupName.told(words)).contains(new BackupName("orders", AT));
    }

    @Test
    void whereThereWasNothingToBackUpNoneIsTold() {
        assertThat(BackupName.told("nothing to back up: it has no volume of its own"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "/2026-11-28T030000Z",
                "orders/",
                "orders/now",
                "orders/.2026-11-28T030000Z.part",
                "orders/2026-11-28T030000+00",
                "orders/2026-02-30T030000Z"
            })
    void otherWordsNameNone(String words) {
        assertThat(BackupName.of(words)).isEmpty();
    }

    @Test
    void theOlderComesFirst() {
        assertThat(new BackupName("a", AT)).isGreaterThan(new BackupName("b", AT.minusSeconds(1)));
    }
}
