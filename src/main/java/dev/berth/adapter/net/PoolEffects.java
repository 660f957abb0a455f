package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Plan;
import dev.berth.plan.PoolStep;
import dev.berth.plan.PoolStep.PausePool;
import dev.berth.plan.PoolStep.ResumePool;
import java.time.Clock;
import java.util.Map;

/** Makes the steps on poolers real. */
public final class PoolEffects {
    private final Engines engines;
    private final Logins logins;
    private final Clock clock;
    private final Guards guards;

    /** @param guard the main class of the process that lets clients go when this one no longer can, see {@link GuardDuty} */
    public PoolEffects(Engines engines, Logins logins, Clock clock, String guard) {
        this.engines = engines;
        this.logins = logins;
        this.clock = clock;
        this.guards = new Guards(guard);
    }

    /** @param evidence what the steps applied so far left, by step id */
    public Effect of(Plan plan, PoolStep step, Map<String, String> evidence) {
        var consoles = Consoles.of(logins, plan);
        return step.match(new PoolStep.Cases<>() {
            @Override
            public Effect pausePool(PausePool step) {
                var pool = new WaitingClients(consoles, guards, step.pooler(), step.drain(), step.limit(), clock);
                var lines = Lines.of(engines, logins, plan);
                return new Opposites(pool::waits, pool::pause, () -> {
                    // Let go before there is an answer, they would be told that there is none.
                    new AwaitedAnswer(lines, step.endpoint(), "", step.limit()).apply();
                    return pool.resume();
                });
            }

            @Override
            public Effect resumePool(ResumePool step) {
                var pool = new WaitingClients(consoles, guards, step.pooler(), step.drain(), step.limit(), clock);
                boolean others = !evidence.containsKey(step.paused());
                boolean done = evidence.containsKey(step.id());
                return new Opposites(() -> others || done && !pool.waits(), pool::resume, () -> {
                    pool.pause();
                    return Attempt.done();
                });
            }
        });
    }
}
