package dev.berth.app;

import dev.berth.execute.Watcher;
import dev.berth.plan.Step;

/** Nobody is told what happens while it happens: the journal tells it. */
final class Unwatched implements Watcher {
    @Override
    public void began(Step step, int number, int total) {}

    @Override
    public void applied(Step step, String evidence) {}

    @Override
    public void skipped(Step step) {}

    @Override
    public void failed(String step, String reason) {}

    @Override
    public void undoing(Step step) {}

    @Override
    public void undone(Step step) {}
}
