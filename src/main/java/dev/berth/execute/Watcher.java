package dev.berth.execute;

import dev.berth.plan.Step;

/** Is told what happens while it happens; decides nothing. */
public interface Watcher {
    void began(Step step, int number, int total);

    /** How far a long step is. */
    default void told(Step step, String words) {}

    void applied(Step step, String evidence);

    void skipped(Step step);

    void failed(String step, String reason);

    void undoing(Step step);

    void undone(Step step);
}
