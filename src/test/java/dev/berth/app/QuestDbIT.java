package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One container with three protocols moves once, with all of its ports. */
@Timeout(300)
class QuestDbIT {
    private static final int ROWS = 1000;

    private QuestStack stack;

    @BeforeEach
    void start() {
        stack = new QuestStack();
        stack.send(stack.before().ilp(), 1, ROWS);
        stack.awaitRows(stack.before(), ROWS);
    }

    @AfterEach
    void remove() {
        stack.close();
    }

    @Test
    void allThreePortsMoveAtOnceWithEveryRow() {
        var plan = stack.berth("plan", "--steps").ends(10).says("QuestDB PGWire", "QuestDB HTTP", "QuestDB ILP");
        assertThat(plan.out().lines().filter(line -> line.contains("one engine a volume")))
                .hasSize(1);

        stack.berth("apply", "--yes").ends(0).says("questdb: the same " + ROWS + " rows in 1 tables (strict)");

        stack.awaitRows(stack.after(), ROWS);
        stack.send(stack.after().ilp(), ROWS + 1, 10);
        stack.awaitRows(stack.after(), ROWS + 10);
        stack.send(stack.before().ilp(), ROWS + 11, 10);
        stack.awaitRows(stack.before(), ROWS + 20);
        stack.berth("health").ends(0).says("QuestDB PGWire (" + stack.after().pgWire() + "): healthy");
        stack.assertComposeHasNothingToDo();

        stack.berth("rollback")
                .ends(0)
                .says("QuestDB ILP 127.0.0.1:" + stack.before().ilp() + " answers again");

        stack.awaitRows(stack.before(), ROWS + 20);
        stack.assertFilesAsBefore();
        stack.assertComposeHasNothingToDo();
    }

    @Test
    void aClientThatFailsAfterTheMoveTakesAllThreeBack() {
        stack.addFailingClient();

        stack.berth("apply", "--yes").ends(20).says("rolled back");

        stack.awaitRows(stack.before(), ROWS);
        stack.send(stack.before().ilp(), ROWS + 1, 10);
        stack.awaitRows(stack.before(), ROWS + 10);
        stack.assertFilesAsBefore();
        stack.assertComposeHasNothingToDo();
    }
}
