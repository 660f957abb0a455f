package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.PodWait.Look;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodWaitTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(6);

    private Duration passed = Duration.ZERO;

    @Test
    void whereNothingIsMissingNobodyWaits() throws InterruptedException {
        assertThat(missingAfter(new Look("", 1, 1))).isEmpty();
        assertThat(passed).isZero();
    }

    @Test
    void podsThatComeOneAfterTheOtherMayTakeLongerThanOne() throws InterruptedException {
        var missing = missingAfter(
                new Look("0 of 3 pods are new", 0, 0),
                new Look("1 of 3 pods are new", 1, 0),
                new Look("2 of 3 pods are new", 2, 0),
                new Look("web-2 is not ready", 3, 2),
                new Look("", 3, 3));

        assertThat(missing).isEmpty();
        assertThat(passed).isEqualTo(PAUSE.multipliedBy(4));
    }

    @Test
    void oneThatBecomesReadyIsAFurtherOne() throws InterruptedException {
        var missing = missingAfter(
                new Look("web-0 is not ready", 3, 0),
                new Look("web-1 is not ready", 3, 1),
                new Look("web-2 is not ready", 3, 2),
                new Look("", 3, 3));

        assertThat(missing).isEmpty();
    }

    @Test
    void aPodThatStaysUnreadyIsNotWaitedForLongerThanThat() throws InterruptedException {
        var missing = missingAfter(new Look("web-0 is not ready", 1, 0));

        assertThat(missing).isEqualTo("web-0 is not ready");
        assertThat(passed).isEqualTo(PAUSE.multipliedBy(2));
    }

    @Test
    void aPodThatComesAndGoesCountsOnce() throws InterruptedException {
        var missing = missingAfter(
                new Look("web-0 is not ready", 2, 1),
                new Look("web-1 is not ready", 2, 0),
                new Look("web-0 is not ready", 2, 1),
                new Look("", 2, 2));

        assertThat(missing).isEqualTo("web-0 is not ready");
    }

    /** What is missing after looks of which each takes its time, and the last stays. */
    private String missingAfter(Look... seen) throws InterruptedException {
        var looks = new ArrayDeque<>(List.of(seen));
        return new PodWait(PATIENCE, () -> passed.toNanos(), () -> passed = passed.plus(PAUSE))
                .until(() -> looks.size() > 1 ? looks.remove() : looks.element());
    }
}
