package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One container with three protocols moves once, with all of its ports, and goes back with what moves after it. */
@Timeout(300)
class QuestDbIT {
    private static final int ROWS = 1000;

    private QuestStack stack;
    private PolicyProject project;

    @BeforeEach
    void start() {
        stack = new QuestStack();
        project = stack.project();
        stack.send(stack.before().ilp(), 1, ROWS);
        stack.awaitRows(stack.before(), ROWS);
    }

    @AfterEach
    void remove() {
        stack.close();
    }

    @Test
    void allThreePortsMoveAtOnceWithEveryRow() {
        var plan = project.berth("plan", "--steps").ends(10).says("QuestDB PGWire", "QuestDB HTTP", "QuestDB ILP");
        assertThat(plan.out().lines().filter(line -> line.contains("stop berth-it-")))
                .hasSize(2);

        project.berth("apply", "--yes").ends(0).says("questdb: the same " + ROWS + " rows in 1 tables (strict)");

        stack.awaitRows(stack.after(), ROWS);
        stack.send(stack.after().ilp(), ROWS + 1, 10);
        stack.awaitRows(stack.after(), ROWS + 10);
        stack.send(stack.before().ilp(), ROWS + 11, 10);
        stack.awaitRows(stack.before(), ROWS + 20);
        project.berth("health").ends(0).says("QuestDB PGWire (" + stack.after().pgWire() + "): healthy");
        project.assertComposeHasNothingToDo();

        project.berth("rollback")
                .ends(0)
                .says("QuestDB ILP 127.0.0.1:" + stack.before().ilp() + " answers again");

        stack.awaitRows(stack.before(), ROWS + 20);
        project.assertAsBefore();
        project.assertComposeHasNothingToDo();
    }

    /** Who keeps connections without asking anything has the drain wait for a second, and not for all of its time. */
    @Test
    void aFailureOfWhatMovesLaterTakesAllThreeBackUnderTheEyesOfThoseConnected() throws Exception {
        stack.addFailingClient();

        try (var pooled = QuestStack.session(stack.before());
                var sender = new Socket("127.0.0.1", stack.before().ilp())) {
            assertThat(pooled.isValid(1)).isTrue();
            assertThat(sender.isConnected()).isTrue();

            project.berth("apply", "--yes").ends(20).says("rolled back");
        }

        project.berth("history", project.name() + "-1")
                .ends(0)
                .says("1 connection ends with the old process, none in a query");
        stack.awaitRows(stack.before(), ROWS);
        stack.send(stack.before().ilp(), ROWS + 1, 10);
        stack.awaitRows(stack.before(), ROWS + 10);
        project.assertAsBefore();
        project.assertComposeHasNothingToDo();
    }
}
