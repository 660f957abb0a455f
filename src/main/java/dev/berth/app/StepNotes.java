package dev.berth.app;

import dev.berth.cycle.Tiers;
import dev.berth.execute.Watcher;
import dev.berth.plan.Step;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down what a daemon's migration does while it does it. */
class StepNotes implements Watcher {
    private final EventLog log;
    private final Tiers.Name policy;
    private final AtomicBoolean moving;
    private String migration = "";
    private String position = "";

    /** @param moving set as soon as a migration is under way */
    StepNotes(EventLog log, Tiers.Name policy, AtomicBoolean moving) {
        this.log = log;
        this.policy = policy;
        this.moving = moving;
    }

    @Override
    public void runs(String name) {
        migration = name;
    }

    @Override
    public void began(Step step, int number, int total) {
        moving.set(true);
        position = number + "/" + total + " ";
    }

    @Override
    public void applied(Step step, String evidence) {
        log.say("StepApplied", policy, migration, position + step.id());
    }

    @Override
    public void skipped(Step step) {
        log.say("StepSkipped", policy, migration, position + step.id() + " was so already");
    }

    @Override
    public void failed(String step, String reason) {
        moving.set(true);
        log.warn("StepFailed", policy, migration, step + ": " + reason + "; going back");
    }

    @Override
    public void undoing(Step step) {
        moving.set(true);
    }

    @Override
    public void undone(Step step) {
        log.say("StepUndone", policy, migration, step.id());
    }

    @Override
    public void untold(String words) {
        log.warn("Untold", policy, migration, words);
    }
}
