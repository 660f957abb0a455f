package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.PoolStep;
import dev.berth.policy.PgBouncer;
import java.util.Map;

/** The poolers of the simulated world. */
record PoolEffects(World world, Map<String, String> evidence, WorldEffects.Making making)
        implements PoolStep.Cases<Effect> {
    @Override
    public Effect pausePool(PoolStep.PausePool step) {
        return making.of(() -> world.paused(step.pooler()), () -> paused(step.pooler()), () -> resumed(step.pooler()));
    }

    @Override
    public Effect resumePool(PoolStep.ResumePool step) {
        return making.of(
                () -> !evidence.containsKey(step.paused())
                        || evidence.containsKey(step.id()) && !world.paused(step.pooler()),
                () -> resumed(step.pooler()),
                () -> paused(step.pooler()));
    }

    private Attempt paused(PgBouncer pooler) {
        world.pause(pooler);
        return Attempt.done();
    }

    private Attempt resumed(PgBouncer pooler) {
        world.resume(pooler);
        return Attempt.done();
    }
}
