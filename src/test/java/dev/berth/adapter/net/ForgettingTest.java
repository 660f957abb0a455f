package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.NetStep.HeldPort;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Broken-off connections are forgotten once where that was begun, and anew where it was not, or too early. */
class ForgettingTest {
    private static final List<HeldPort> HELD = List.of(new HeldPort("127.0.0.1", 5432), new HeldPort("", 7000));

    private final Asked conntrack = new Asked(new ConcurrentLinkedQueue<>());
    private final Forgetting forgetting = new Forgetting(conntrack);

    @Test
    void whatWasBegunIsWaitedForAndNotDoneTwice() {
        forgetting.begin(List.of(5432));

        var said = forgetting.end(HELD);

        assertThat(said).isEmpty();
        assertThat(conntrack.ports()).containsExactly(Set.of(5432));
    }

    @Test
    void whatNobodyBeganIsDoneAtTheEnd() {
        var said = forgetting.end(HELD);

        assertThat(said).isEmpty();
        assertThat(conntrack.ports()).containsExactly(Set.of(5432, 7000));
    }

    @Test
    void whatWasBegunOnTheWayForthDoesNotCountOnTheWayBack() {
        forgetting.begin(List.of(5432));

        forgetting.now(HELD);

        assertThat(conntrack.ports()).contains(Set.of(5432, 7000));
    }

    @Test
    void eachMoveBeginsAnew() {
        forgetting.begin(List.of(5432));
        forgetting.end(HELD);

        forgetting.end(HELD);

        assertThat(conntrack.ports()).containsExactly(Set.of(5432), Set.of(5432, 7000));
    }

    /** Keeps for which ports it was asked. */
    private record Asked(Collection<Collection<Integer>> ports) implements Conntrack {
        @Override
        public void prepare() {
            // Nothing takes its time here.
        }

        @Override
        public void forgetBrokenOff(Collection<Integer> ports) {
            this.ports.add(ports);
        }
    }
}
