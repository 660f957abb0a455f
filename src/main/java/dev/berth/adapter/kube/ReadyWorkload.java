package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.time.Duration;
import java.time.Instant;

/**
 * A workload's pods are ready; taken back, all start anew where one has started since, so that none has a value that is no
 * longer.
 *
 * @param confirmed when the newest of its pods was made then; empty before that
 * @param mark what the pods of this move are marked by
 * @param former has registered what its pods of before had, which the way back makes again
 */
record ReadyWorkload(
        LiveWorkload workload, String confirmed, String mark, Duration ready, Duration patience, Runnable former)
        implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            Attempt settled = workload.settled(ready);
            return settled instanceof Attempt.Done
                    ? new Attempt.Done(workload.newest().toString())
                    : settled;
        });
    }

    @Override
    public Attempt undo() {
        return Calls.attempt(() -> {
            if (confirmed.isEmpty() || workload.isGone() || !mayBeNew()) {
                return Attempt.done();
            }
            former.run();
            workload.restart(Mark.back(mark));
            return workload.settledBack(mark, patience);
        });
    }

    private boolean mayBeNew() {
        return workload.marked(mark) || workload.newest().isAfter(Instant.parse(confirmed));
    }
}
