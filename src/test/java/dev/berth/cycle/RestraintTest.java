package dev.berth.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.journal.Entry;
import dev.berth.journal.Journal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.PolicyWith;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestraintTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Instant at = place.now;

    @Test
    void nothingHoldsAPolicyThatNeverFailed() {
        assertThat(refusal(at)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,PT1M", "2,PT4M", "3,PT16M", "4,PT64M", "5,PT256M", "6,PT6H", "60,PT6H"})
    void theWaitGrowsWithEveryFailureInARow(int times, Duration wait) {
        for (int i = 0; i < times; i++) {
            failed("planted");
        }

        assertThat(refusal(at.plus(wait).minusMillis(1)).orElseThrow().reason())
                .isEqualTo("its last migration went back (planted), " + times + " in a row");
        assertThat(refusal(at.plus(wait))).isEmpty();
    }

    @Test
    void theEndOfTheWaitIsKnown() {
        failed("planted");

        assertThat(Restraint.until(place.policy, place.records.all(), at)).contains(at.plus(Duration.ofMinutes(1)));
        assertThat(Restraint.until(place.policy, place.records.all(), at.plus(Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void aMigrationThatArrivedStartsTheCountAnew() {
        failed("planted");
        failed("planted");
        open();
        failed("planted");

        assertThat(refusal(at.plus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void aChangedPolicyIsTriedAtOnce() {
        failed("planted");
        place.policy = PolicyWith.fingerprint(place.policy, "changed");

        assertThat(refusal(at)).isEmpty();
    }

    @Test
    void anInterruptionIsNoFailure() {
        failed("interrupted");

        assertThat(refusal(at)).isEmpty();
    }

    @Test
    void whatAPersonTookBackStaysBack() {
        open().append(new Entry.Recalled(at, "asked by hand"));

        assertThat(refusal(at.plus(Duration.ofDays(365))))
                .contains(new Refusal(
                        place.policy.name(),
                        "a person took its last migration back, and it stays back",
                        "change the policy, or berth apply"));
    }

    private void failed(String reason) {
        var journal = open();
        journal.append(new Entry.Failed(
                at, place.plan().steps().findFirst().orElseThrow().id(), reason));
    }

    private Journal open() {
        return place.records.open(at, place.plan());
    }

    private Optional<Refusal> refusal(Instant now) {
        return Restraint.of(place.policy, List.copyOf(place.records.all()), now, "berth apply");
    }
}
