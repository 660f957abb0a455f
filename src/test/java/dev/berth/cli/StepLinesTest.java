package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.GoldenCase;
import dev.berth.plan.Step;
import dev.berth.plan.TakeBackup;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StepLinesTest {
    private static final Step STEP = GoldenCase.named("backup-first")
            .plan()
            .steps()
            .filter(TakeBackup.class::isInstance)
            .findFirst()
            .orElseThrow();

    private final StringWriter said = new StringWriter();

    @Test
    void aLongStepSaysInItsLineHowFarItIs() {
        var lines = lines(false);
        lines.began(STEP, 2, 9);

        lines.told(STEP, "  cache/2026-11-28T030000Z: restoring it");

        assertThat(said).hasToString("[2/9] " + STEP.id() + "  cache/2026-11-28T030000Z: restoring it\n");
    }

    @Test
    void onATerminalItIsDrawnBesideTheBar() {
        var lines = lines(true);
        lines.began(STEP, 2, 9);

        lines.told(STEP, "restoring it");

        assertThat(said.toString()).endsWith("] step 2 of 9  0.00 s  " + STEP.id() + ": restoring it");
    }

    private StepLines lines(boolean terminal) {
        var writer = new PrintWriter(said);
        var console = new Console(writer, writer, new BufferedReader(Reader.nullReader()), terminal);
        return new StepLines(console, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }
}
