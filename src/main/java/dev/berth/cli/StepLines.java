package dev.berth.cli;

import dev.berth.execute.Watcher;
import dev.berth.plan.Step;
import dev.berth.report.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Progress while steps run: a bar on a terminal, a line a step elsewhere. */
final class StepLines implements Watcher {
    private static final int WIDTH = 24;
    private final Console console;
    private final Clock clock;
    private final Instant start;
    private Instant stepStart;
    private String position = "";
    private String bar = "";

    StepLines(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
        this.start = clock.instant();
        this.stepStart = start;
    }

    @Override
    public void began(Step step, int number, int total) {
        stepStart = clock.instant();
        position = number + "/" + total;
        if (console.terminal()) {
            int filled = WIDTH * number / total;
            bar = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] step " + number + " of " + total + "  ";
            draw(bar + Durations.words(since(start)) + "  " + step.id());
        }
    }

    @Override
    public void told(Step step, String words) {
        if (console.terminal()) {
            draw(bar + Durations.words(since(start)) + "  " + step.id() + ": " + words.strip());
        }
        line("[" + position + "] " + step.id() + "  " + words.strip());
    }

    @Override
    public void applied(Step step, String evidence) {
        line("[" + position + "] " + step.id() + "  " + Durations.words(since(stepStart)));
    }

    @Override
    public void skipped(Step step) {
        line("[" + position + "] " + step.id() + "  was so already");
    }

    @Override
    public void failed(String step, String reason) {
        clear();
        console.say((position.isEmpty() ? "" : "[" + position + "] ") + step + "  FAILED: " + reason + "; going back");
    }

    @Override
    public void undoing(Step step) {
        stepStart = clock.instant();
    }

    @Override
    public void undone(Step step) {
        clear();
        console.say("  undone " + step.id() + "  " + Durations.words(since(stepStart)));
    }

    @Override
    public void untold(String words) {
        clear();
        console.say("warning: " + words);
    }

    /** Ends the drawing, so that what follows starts on a line of its own. */
    void clear() {
        if (console.terminal()) {
            draw("");
        }
    }

    private void line(String text) {
        if (!console.terminal()) {
            console.say(text);
        }
    }

    private void draw(String text) {
        console.err().print("\r\u001B[2K" + text);
        console.err().flush();
    }

    private Duration since(Instant then) {
        return Duration.between(then, clock.instant());
    }
}
