package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.plan.Decision.Refusal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** An effect on the simulated world; the process may die before and after it acts. */
record SimEffect(
        Points points,
        String step,
        BooleanSupplier look,
        Supplier<Attempt> act,
        Supplier<Attempt> back,
        Supplier<Optional<Refusal>> way)
        implements Effect {
    @Override
    public boolean holds() {
        return look.getAsBoolean();
    }

    @Override
    public Attempt apply() {
        return run("apply " + step, act);
    }

    @Override
    public Attempt undo() {
        return run("undo " + step, back);
    }

    @Override
    public Optional<Refusal> obstacle() {
        return way.get();
    }

    private Attempt run(String what, Supplier<Attempt> call) {
        points.pass("before " + what);
        var attempt = answer(call);
        points.pass("after " + what);
        return attempt;
    }

    private static Attempt answer(Supplier<Attempt> call) {
        try {
            return call.get();
        } catch (Refused e) {
            return Attempt.notDone(String.valueOf(e.getMessage()));
        }
    }
}
