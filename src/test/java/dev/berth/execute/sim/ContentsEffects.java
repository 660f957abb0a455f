package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.ContentsStep;
import java.util.Map;

/** Looks at contents in the simulated world: a database's answer stands for all that it holds. */
record ContentsEffects(World world, Map<String, String> evidence, WorldEffects.Making making)
        implements ContentsStep.Cases<Effect> {
    @Override
    public Effect noteContents(ContentsStep.NoteContents step) {
        return making.of(() -> false, () -> answer(step.endpoint().port()), Attempt::done);
    }

    @Override
    public Effect compareContents(ContentsStep.CompareContents step) {
        return making.of(
                () -> false,
                () -> answer(step.endpoint().port()) instanceof Attempt.Done now
                                && now.evidence().equals(evidence.get(step.noted()))
                        ? Attempt.done()
                        : Attempt.notDone("it does not hold what it held"),
                Attempt::done);
    }

    private Attempt answer(int port) {
        return world.answer(port)
                .<Attempt>map(Attempt.Done::new)
                .orElseGet(() -> Attempt.notDone("nothing answers at " + port));
    }
}
