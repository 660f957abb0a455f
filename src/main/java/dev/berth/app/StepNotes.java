package dev.berth.app;

import dev.berth.cycle.Tiers;
import dev.berth.execute.Watcher;
import dev.berth.plan.Step;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Writes down what a daemon's migration does while it does it. */
class StepNotes implements Watcher {
    private final EventLog log;
    private final Tiers.Name policy;
    private final Supplier<String> migration;
    private final AtomicBoolean moving;
    private String position = "";

    /**
     * @param migration tells which one is under way
     * @param moving set as soon as it is
     */
    StepNotes(EventLog log, Tiers.Name policy, Supplier<String> migration, AtomicBoolean moving) {
        this.log = log;
        this.policy = policy;
        this.migration = migration;
        this.moving = moving;
    }

    @Override
    public void began(Step step, int number, int total) {
        moving.set(true);
        position = number + "/" + total + " ";
    }

    @Override
    public void applied(Step step, String evidence) {
        log.say("StepApplied", policy, migration.get(), position + step.id());
    }

    @Override
    public void skipped(Step step) {
        log.say("StepSkipped", policy, migration.get(), position + step.id() + " was so already");
    }

    @Override
    public void failed(String step, String reason) {
        moving.set(true);
        log.warn("StepFailed", policy, migration.get(), step + ": " + reason + "; going back");
    }

    @Override
    public void undoing(Step step) {
        moving.set(true);
    }

    @Override
    public void undone(Step step) {
        log.say("StepUndone", policy, migration.get(), step.id());
    }

    @Override
    public void untold(String words) {
        log.warn("Untold", policy, migration.get(), words);
    }
}
