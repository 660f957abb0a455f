package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code kill -9} in the middle: the next command, whichever it is, ends on one of the two exact states. */
class KillIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    /** Between a kill and the next command the pause may be longer than clients like; here it goes on all the same. */
    @BeforeEach
    void aLongPauseIsAllowed() {
        stack.policy("limit: 10s", "limit: 10m");
    }

    @ParameterizedTest
    @CsvSource({
        "Began, edit-file, status",
        "Began, stop-container, plan",
        "Applied, stop-container, status",
        "Began, create-replacement, health",
        "Applied, promote-replacement, apply",
        "Began, start-replacement, rollback",
        "Applied, start-replacement, history",
        "Began, remove-parked, status",
        "Applied, remove-parked, status",
    })
    @Timeout(120)
    void aKilledRunIsEndedByTheNextCommand(String entry, String step, String next) throws Exception {
        killed(Berthed.entry(entry, step), next);
    }

    @Test
    @Tag("slow")
    @Timeout(1800)
    void everyStepBoundarySurvivesAKill() throws Exception {
        int lines = 2;
        while (killed(atLeast(lines), "status")) {
            stack.berth("rollback").ends(0);
            stack.assertAsBefore();
            Shell.run("rm", "-rf", stack.state().toString());
            lines++;
        }
        assertThat(lines).as("one for each entry of the journal").isGreaterThan(30);
    }

    @Test
    @Timeout(120)
    void aWayBackThatIsKilledGoesOn() throws Exception {
        stack.berth("apply", "--yes").ends(0);
        try (var run = Berthed.run(stack, "rollback")) {
            assertThat(run.reaches(Berthed.entry("Undone", "start-replacement")))
                    .isTrue();
            run.kill();
        }
        assertThat(stack.volumesWithTwoEngines()).isEmpty();

        stack.berth("status").ends(0);

        stack.assertAsBefore();
    }

    /** Kills a run at a moment and lets another command end it; false where the run ended before that moment. */
    private boolean killed(Predicate<List<String>> moment, String next) throws Exception {
        boolean came;
        try (var writers = new Writers(stack)) {
            try (var run = Berthed.run(stack, "apply", "--yes")) {
                came = run.reaches(moment);
                run.kill();
            }
            assertThat(stack.volumesWithTwoEngines()).isEmpty();

            var ran = next.equals("apply") ? stack.berth("apply", "--yes") : stack.berth(next);

            assertThat(ran.code()).as("%s%s", ran.out(), ran.err()).isIn(0, next.equals("plan") ? 10 : 0);
            writers.awaitMore();
            writers.assertNothingLost();
            boolean migrated = stack.assertMigratedOrAsBefore();
            assertThat(migrated).as("%s%s", ran.out(), ran.err()).isEqualTo(!next.equals("rollback"));
        }
        return came;
    }

    private static Predicate<List<String>> atLeast(int count) {
        return lines -> lines.size() >= count;
    }
}
