package dev.berth.execute;

import dev.berth.plan.Step;

/** Is told what happens while it happens, and heeds what it cares for; decides nothing. */
public interface Watcher {
    /** Somebody runs this migration: what is told until the next one is about it. */
    default void runs(String migration) {}

    default void began(Step step, int number, int total) {}

    /** How far a long step is. */
    default void told(Step step, String words) {}

    default void applied(Step step, String evidence) {}

    default void skipped(Step step) {}

    default void failed(String step, String reason) {}

    default void undoing(Step step) {}

    default void undone(Step step) {}

    /** Somebody was not told how it ended. */
    default void untold(String words) {}
}
