package dev.berth.plan;

/** What a step on a pooler does, as one clause. */
final class PoolStepText implements PoolStep.Cases<String> {
    @Override
    public String pausePool(PoolStep.PausePool step) {
        return "let the clients of " + step.pooler() + " wait in it, " + step.limit()
                + " at most, once they end what they are at within " + step.drain() + " (on undo, let them go when "
                + step.endpoint() + " answers)";
    }

    @Override
    public String resumePool(PoolStep.ResumePool step) {
        return "let the clients of " + step.pooler() + " go on from " + step.paused()
                + " (on undo, let them wait again, " + step.limit() + " at most, after " + step.drain()
                + " whatever they are at)";
    }
}
