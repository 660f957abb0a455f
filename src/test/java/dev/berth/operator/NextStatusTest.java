package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NextStatusTest {
    private final List<@Nullable PolicyStatus> workedOut = new ArrayList<>();

    @Test
    void whatNobodyCameBetweenIsWorkedOutOnce() {
        var next = NextStatus.after(status(1), this::oneMore);

        assertThat(next.changes()).isTrue();
        assertThat(next.over(status(1))).isEqualTo(status(2));
        assertThat(workedOut).hasSize(1);
    }

    @Test
    void afterWhatSomebodyElseWroteMeanwhileItIsWorkedOutAnew() {
        var next = NextStatus.after(null, this::oneMore);

        assertThat(next.over(status(7))).isEqualTo(status(8));
        assertThat(workedOut).containsExactly(null, status(7));
    }

    @Test
    void whatSaysTheSameChangesNothing() {
        assertThat(NextStatus.after(status(1), before -> status(1)).changes()).isFalse();
    }

    private PolicyStatus oneMore(@Nullable PolicyStatus before) {
        workedOut.add(before);
        return status(before == null || before.berths() == null ? 0 : before.berths() + 1);
    }

    private static PolicyStatus status(int berths) {
        return new PolicyStatus(1L, PolicyStatus.Phase.PENDING, berths, 0, null, List.of(), null);
    }
}
