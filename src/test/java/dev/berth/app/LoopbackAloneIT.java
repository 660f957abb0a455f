package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that is published on loopback alone stays out of reach for everybody else, on its old port as on its new one. */
@Timeout(180)
class LoopbackAloneIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();
    private final Moored main = stack.first();

    @Test
    void itsOldPortNeverLeadsOnForOthers() {
        stack.hold("drain: 2s, limit: 60s");
        try (var other = Visitor.onAnotherHost(stack);
                var inside = Visitor.inAContainer(stack)) {
            assertOutOfReach(other);
            assertOutOfReach(inside);

            stack.berth("apply", "--yes").ends(0);

            assertOutOfReach(other);
            assertOutOfReach(inside);
            // Docker's own rule for the new port may well let it in.
            assertThat(other.sendsLoopbackByWire().isAnswered("127.0.0.1", main.before()))
                    .isFalse();
            assertThat(main.rows(main.before())).isEqualTo(main.rows(main.after()));
        }
    }

    private void assertOutOfReach(Visitor visitor) {
        for (int port : new int[] {main.before(), main.after()}) {
            assertThat(visitor.isAnswered(visitor.host(), port)).isFalse();
            assertThat(visitor.host6().isEmpty() || !visitor.isAnswered(visitor.host6(), port))
                    .isTrue();
        }
    }
}
