package dev.berth.execute.sim;

import dev.berth.execute.Effect;
import dev.berth.plan.ContentsStep;

/** Looks at contents in the simulated world: a database's answer stands for all that it holds. */
record ContentsEffects(ProbeEffects probes) implements ContentsStep.Cases<Effect> {
    @Override
    public Effect tryContents(ContentsStep.TryContents step) {
        return probes.asking(() -> probes.answer(step.endpoint().port()));
    }

    @Override
    public Effect noteContents(ContentsStep.NoteContents step) {
        return probes.asking(() -> probes.answer(step.endpoint().port()));
    }

    @Override
    public Effect compareContents(ContentsStep.CompareContents step) {
        return probes.asking(() -> probes.same(step.endpoint().port(), step.noted()));
    }
}
