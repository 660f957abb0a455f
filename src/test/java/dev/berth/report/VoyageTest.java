package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.Outcome;
import dev.berth.journal.Entry;
import dev.berth.journal.Progress;
import dev.berth.plan.Plan;
import dev.berth.report.Condition.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VoyageTest {
    private static final Instant AT = Instant.parse("2026-01-05T20:00:00Z");

    private final Plan plan = new SimulatedSite().plan();
    private final String step = plan.steps().findFirst().orElseThrow().id();
    private final Entry began = new Entry.Began(AT, step);
    private final Entry failed = new Entry.Failed(AT, step, "planted");
    private final Entry undone = new Entry.Undone(AT, step);
    private final Entry closed = new Entry.Closed(AT, "rolled back");

    @Test
    void whatStillGoesBackIsNotBack() {
        var condition = Voyage.rolledBack(newest(began, failed));

        assertThat(condition)
                .isEqualTo(new Condition("RolledBack", false, Reason.MigrationUnderWay, "going back: planted"));
    }

    @Test
    void whatWentBackIsToldThoughItIsOver() {
        var condition = Voyage.rolledBack(newest(began, failed, undone, closed));

        assertThat(condition).isEqualTo(new Condition("RolledBack", true, Reason.StepFailed, "planted"));
    }

    @Test
    void whatAPersonTookBackIsNoFailure() {
        var asked = new Entry.Recalled(AT, "asked by hand");

        var condition = Voyage.rolledBack(newest(began, asked, undone, closed));

        assertThat(condition).isEqualTo(new Condition("RolledBack", true, Reason.Asked, "asked by hand"));
    }

    @Test
    void whatIsStuckStallsAPolicyAndSaysWhatToDo() {
        var stuck = new Outcome.Stuck("main/07-start", List.of("main/07-start"), "no answer");

        var conditions = Voyage.stuck(stuck, newest(began, failed));

        assertThat(conditions)
                .extracting(condition -> condition.type() + "=" + condition.status() + " " + condition.reason())
                .containsExactly(
                        "Ready=False Stuck",
                        "Stalled=True Stuck",
                        "Reconciling=True MigrationUnderWay",
                        "RolledBack=False MigrationUnderWay");
        assertThat(conditions.get(1).message())
                .isEqualTo("neither on nor back at main/07-start: no answer — lift that; it is tried again within the"
                        + " hour, and at once by the next command");
    }

    private Optional<Progress> newest(Entry... more) {
        var entries = new ArrayList<Entry>();
        entries.add(new Entry.Opened(AT, plan));
        entries.addAll(List.of(more));
        return Optional.of(Progress.of(entries));
    }
}
