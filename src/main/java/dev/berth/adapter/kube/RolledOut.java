package dev.berth.adapter.kube;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import java.time.Duration;

/** Every pod of a workload has started since its values changed; the way back starts them anew once those are back. */
record RolledOut(LiveWorkload workload, String mark, Duration patience) implements Effect {
    @Override
    public boolean holds() {
        return false;
    }

    @Override
    public Attempt apply() {
        return Calls.attempt(() -> {
            workload.restart(mark);
            return workload.settled(patience);
        });
    }

    @Override
    public Attempt undo() {
        return Attempt.done();
    }
}
