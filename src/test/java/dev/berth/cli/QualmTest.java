package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.observe.Qualm;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command makes of a database that a stop would rob of its data. */
class QualmTest {
    private static final Optional<Qualm> QUALM = Optional.of(new Qualm(
            "it keeps its data in memory only, and a stop would lose it", "set save points or appendonly yes"));

    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);
    private final String before = place.world.toString();

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply --yes", "rehearse"})
    void itIsRefusedBeforeAnythingChanges(String words) {
        place.qualm = QUALM;

        var ran = desk.run(words.split(" "));

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .contains("timescaledb: it keeps its data in memory only, and a stop would lose it"
                        + " — set save points or appendonly yes");
        assertThat(place.records.all()).isEmpty();
        assertThat(place.world).hasToString(before);
    }

    @Test
    void theStatusTellsOfIt() {
        place.qualm = QUALM;

        assertThat(desk.run("status").out()).containsPattern("Stalled +True +Refused +.*in memory only");
    }

    @Test
    void oneThatIsInItsPlaceNeedsNoStop() {
        desk.run("apply", "--yes");
        place.qualm = QUALM;

        assertThat(desk.run("plan").code()).isZero();
    }
}
