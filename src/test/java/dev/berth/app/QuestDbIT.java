package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One container with three protocols moves once, with all of its ports, and goes back with what moves after it. */
@Timeout(300)
class QuestDbIT {
    private static final int ROWS = 1000;

    @Test
    void allThreePortsMoveAtOnceWithEveryRow() {
        try (var stack = new QuestStack().up()) {
            fill(stack);
            var plan = stack.berth("plan", "--steps").ends(10).says("QuestDB PGWire", "QuestDB HTTP", "QuestDB ILP");
            assertThat(plan.out().lines().filter(line -> line.contains("one engine a volume")))
                    .hasSize(1);

            stack.berth("apply", "--yes").ends(0).says("questdb: the same " + ROWS + " rows in 1 tables (strict)");

            stack.awaitRows(stack.after(), ROWS);
            stack.send(stack.after().ilp(), ROWS + 1, 10);
            stack.awaitRows(stack.after(), ROWS + 10);
            stack.send(stack.before().ilp(), ROWS + 11, 10);
            stack.awaitRows(stack.before(), ROWS + 20);
            stack.berth("health")
                    .ends(0)
                    .says("QuestDB PGWire (" + stack.after().pgWire() + "): healthy");
            stack.assertComposeHasNothingToDo();

            stack.berth("rollback")
                    .ends(0)
                    .says("QuestDB ILP 127.0.0.1:" + stack.before().ilp() + " answers again");

            stack.awaitRows(stack.before(), ROWS + 20);
            stack.assertAsBefore();
            stack.assertComposeHasNothingToDo();
        }
    }

    /** Who keeps connections without asking anything has the drain wait for a second, and not for all of its time. */
    @Test
    @Tag("slow")
    void aFailureOfWhatMovesLaterTakesAllThreeBackUnderTheEyesOfThoseConnected() throws Exception {
        try (var stack = QuestStack.beforeAFailure().up()) {
            fill(stack);

            try (var pooled = QuestStack.session(stack.before());
                    var sender = new Socket("127.0.0.1", stack.before().ilp())) {
                assertThat(pooled.isValid(1)).isTrue();
                assertThat(sender.isConnected()).isTrue();

                stack.berth("apply", "--yes").ends(20).says("rolled back", "client");
            }

            stack.berth("history", stack.project() + "-1")
                    .ends(0)
                    .says("1 connection ends with the old process, none in a query");
            stack.awaitRows(stack.before(), ROWS);
            stack.send(stack.before().ilp(), ROWS + 1, 10);
            stack.awaitRows(stack.before(), ROWS + 10);
            stack.assertAsBefore();
            stack.assertComposeHasNothingToDo();
        }
    }

    private static void fill(QuestStack stack) {
        stack.send(stack.before().ilp(), 1, ROWS);
        stack.awaitRows(stack.before(), ROWS);
    }
}
