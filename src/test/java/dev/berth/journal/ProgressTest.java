package dev.berth.journal;

import static dev.berth.journal.Progress.Standing.CLOSED;
import static dev.berth.journal.Progress.Standing.FORWARD;
import static dev.berth.journal.Progress.Standing.REVERSING;
import static dev.berth.journal.Progress.Standing.SOAKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.plan.GoldenCase;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant OPENED = Instant.parse("2026-01-05T20:00:00Z");

    private final Plan berth = GoldenCase.named("clients-two-moves").plan();
    private final Plan policy = GoldenCase.named("clients-two-moves-policy").plan();
    private final List<Entry> entries = new ArrayList<>();

    @Test
    void anOpenedMigrationHasEverythingBeforeIt() {
        var progress = opened(berth);

        assertThat(progress.standing()).isEqualTo(FORWARD);
        assertThat(progress.touched()).isEmpty();
        assertThat(progress.state(step(0))).isEqualTo(Progress.State.PENDING);
        assertThat(progress.opened()).isEqualTo(progress.settled()).isEqualTo(OPENED);
    }

    @Test
    void aStepThatBeganMayHaveActed() {
        opened(berth);

        var progress = after(new Entry.Began(at(1), id(0)));

        assertThat(progress.touched()).containsExactly(step(0));
        assertThat(progress.passed(step(0))).isFalse();
        assertThat(progress.settled()).isEqualTo(at(1));
    }

    @Test
    void anAppliedStepLeavesItsEvidence() {
        opened(berth);

        var progress = after(new Entry.Began(at(1), id(0)), new Entry.Applied(at(2), id(0), "identity"));

        assertThat(progress.evidence()).containsEntry(id(0), "identity");
        assertThat(progress.passed(step(0))).isTrue();
    }

    @Test
    void aSkippedStepIsPassedButNotOurs() {
        opened(berth);

        var progress = after(new Entry.Skipped(at(1), id(0)));

        assertThat(progress.passed(step(0))).isTrue();
        assertThat(progress.touched()).isEmpty();
    }

    @Test
    void aStepTakenBackWithoutAFailureIsStillToDo() {
        opened(berth);

        var progress = after(new Entry.Began(at(1), id(0)), new Entry.Undone(at(2), id(0)));

        assertThat(progress.standing()).isEqualTo(FORWARD);
        assertThat(progress.passed(step(0))).isFalse();
    }

    @Test
    void aMigrationSoaksOnceOnlyItsCleanUpIsLeft() {
        opened(berth);

        assertThat(applied(berth).standing()).isEqualTo(SOAKING);
        assertThat(Progress.of(entries).ending()).isFalse();
    }

    @Test
    void aMigrationIsEndingFromItsFirstCleanUpStep() {
        opened(berth);
        applied(berth);

        var last = berth.steps()
                .filter(step -> step.head().phase() == Phase.CLEAN_UP)
                .findFirst()
                .orElseThrow();

        assertThat(after(new Entry.Began(at(3), last.id())).ending()).isTrue();
    }

    @Test
    void aFailureTakesItsOwnMoveBack() {
        opened(berth);

        var progress = after(new Entry.Failed(at(1), id(0), "planted"));

        assertThat(progress.reversal()).contains(new Progress.Reversal(id(0), "planted", List.of("alpha")));
        assertThat(progress.standing()).isEqualTo(REVERSING);
    }

    @Test
    void aFailureTakesEverythingBackWhereThePolicySaysSo() {
        opened(policy);

        var progress = after(new Entry.Failed(at(1), id(0), "planted"));

        assertThat(progress.reversal()).contains(new Progress.Reversal(id(0), "planted", List.of("alpha", "beta")));
    }

    @Test
    void whatArrivedSoaksWhenALaterMoveIsBack() {
        opened(berth);
        berth.moves().get(0).steps().stream().filter(this::counts).forEach(this::apply);
        var failed = berth.moves().get(1).steps().get(0).id();

        var before = after(new Entry.Began(at(3), failed), new Entry.Failed(at(4), failed, "planted"));
        var after = after(new Entry.Undone(at(5), failed));

        assertThat(before.standing()).isEqualTo(REVERSING);
        assertThat(after.standing()).isEqualTo(SOAKING);
    }

    @Test
    void aRecallTakesEverythingBack() {
        opened(berth);
        applied(berth);

        var progress = after(new Entry.Recalled(at(3), "asked"));

        assertThat(progress.reversal()).contains(new Progress.Reversal("", "asked", List.of("alpha", "beta")));
        assertThat(progress.standing()).isEqualTo(REVERSING);
    }

    @Test
    void everythingBackIsNotYetClosed() {
        opened(berth);

        var progress = after(
                new Entry.Began(at(1), id(0)), new Entry.Failed(at(2), id(0), "x"), new Entry.Undone(at(3), id(0)));

        assertThat(progress.standing()).isEqualTo(REVERSING);
        assertThat(after(new Entry.Closed(at(4), "rolled back")).standing()).isEqualTo(CLOSED);
    }

    @Test
    void aJournalWithoutItsPlanIsRefused() {
        assertThatThrownBy(() -> Progress.of(List.of(new Entry.Began(OPENED, "x"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a journal begins with Opened");
        assertThatThrownBy(() -> Progress.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Progress opened(Plan plan) {
        return after(new Entry.Opened(OPENED, plan));
    }

    private Progress applied(Plan plan) {
        plan.steps().filter(this::counts).forEach(this::apply);
        return Progress.of(entries);
    }

    private void apply(Step step) {
        entries.add(new Entry.Began(at(1), step.id()));
        entries.add(new Entry.Applied(at(2), step.id(), ""));
    }

    private boolean counts(Step step) {
        return step.head().phase() != Phase.CLEAN_UP;
    }

    private Progress after(Entry... more) {
        entries.addAll(List.of(more));
        return Progress.of(entries);
    }

    private Step step(int index) {
        return berth.steps().toList().get(index);
    }

    private String id(int index) {
        return step(index).id();
    }

    private static Instant at(int seconds) {
        return OPENED.plusSeconds(seconds);
    }
}
