package dev.berth.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriedTest {
    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsRealIsTriedBeforeTheCopyIsChanged() {
        var tried = new Tried(
                () -> {
                    done.add("trial");
                    return Attempt.done();
                },
                new Copy());

        assertThat(tried.apply()).isEqualTo(new Attempt.Done("copied"));

        assertThat(done).containsExactly("trial", "copy");
    }

    @Test
    void whatTheRealOneWouldNotTakeIsNotDoneToItsCopy() {
        var tried = new Tried(() -> Attempt.notDone("a webhook says no"), new Copy());

        assertThat(tried.apply()).isEqualTo(Attempt.notDone("a webhook says no"));

        assertThat(done).isEmpty();
    }

    @Test
    void whatHasNoCopyIsOnlyTriedAndHasNothingToTakeBack() {
        var tried = Tried.alone(() -> new Attempt.Done("as it was tried"));

        assertThat(tried.apply()).isEqualTo(new Attempt.Done("as it was tried"));

        assertThat(tried.holds()).isFalse();
        assertThat(tried.undo()).isEqualTo(Attempt.done());
    }

    /** A copy that can be changed. */
    private final class Copy implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            done.add("copy");
            return new Attempt.Done("copied");
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
