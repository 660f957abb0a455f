package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.Executor;
import dev.berth.execute.sim.MemoryJournal;
import dev.berth.execute.sim.Points;
import dev.berth.execute.sim.Pretended;
import dev.berth.execute.sim.Quiet;
import dev.berth.plan.ContentsStep.CompareContents;
import dev.berth.plan.ContentsStep.NoteContents;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.Step;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceReportTest {
    private final MemoryJournal journal =
            new MemoryJournal(new Points(), GoldenCase.named("contents-strict").plan());

    @Test
    void bothLooksOfAMismatchAreEvidence() {
        run(new Attempt.NotDone("a row is missing", "what it holds"));

        assertThat(EvidenceReport.documents(journal).get("contents.json"))
                .isEqualTo(Map.of(
                        "before", Map.of("timescaledb", "what it held"),
                        "after", Map.of("timescaledb", "what it holds"),
                        "compared", Map.of("timescaledb", "a row is missing")));
        assertThat(HistoryReport.entries(journal)).containsSubsequence("Found", "what it holds", "Failed");
    }

    @Test
    void whatIsTheSameIsNotKeptTwice() {
        run(new Attempt.Done("the same"));

        assertThat(EvidenceReport.documents(journal).get("contents.json"))
                .isEqualTo(Map.of(
                        "before", Map.of("timescaledb", "what it held"),
                        "after", Map.of(),
                        "compared", Map.of("timescaledb", "the same")));
    }

    private void run(Attempt compared) {
        var clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        new Executor(
                        (migration, plan, step, evidence) -> new Pretended(answer(step, compared)),
                        clock,
                        () -> false,
                        new Quiet())
                .run(journal);
    }

    private static Attempt answer(Step step, Attempt compared) {
        if (step instanceof CompareContents) {
            return compared;
        }
        return step instanceof NoteContents ? new Attempt.Done("what it held") : Attempt.done();
    }
}
