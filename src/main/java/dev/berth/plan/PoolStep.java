package dev.berth.plan;

import dev.berth.policy.Endpoint;
import dev.berth.policy.PgBouncer;
import java.time.Duration;

/** Steps on the PgBouncer in front of a database: its clients keep their sessions with it, and wait. */
public sealed interface PoolStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.pool(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R pausePool(PausePool step);

        R resumePool(ResumePool step);
    }

    /**
     * Lets clients wait in the pooler as soon as they are in the middle of nothing; the moment is the evidence. Undo
     * lets them go once the database answers where it was.
     *
     * @param drain how long they may take to get there
     * @param limit after which a guard lets them go, whatever became of berth
     */
    record PausePool(Head head, PgBouncer pooler, Endpoint endpoint, Duration drain, Duration limit)
            implements PoolStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pausePool(this);
        }
    }

    /**
     * Lets the waiting clients go on. Undo has them wait again, for the way back is a pause as well; whoever is still in
     * the middle of something then is cut off.
     *
     * @param paused the step that lets them wait: what that has not done is not taken back behind anybody's back
     * @param drain how long they may take on the way back
     * @param limit after which a guard lets them go then
     */
    record ResumePool(Head head, PgBouncer pooler, String paused, Duration drain, Duration limit) implements PoolStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resumePool(this);
        }
    }
}
