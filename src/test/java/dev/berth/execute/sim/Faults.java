package dev.berth.execute.sim;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Effects of which some fail in a chosen way. */
public final class Faults implements Effects {
    /** How a call fails. */
    public enum Kind {
        NOT_DONE,
        UNTOUCHED,
        HALF_DONE,
        THROWS,
        REPLY_LOST
    }

    private final Effects effects;
    private final World world;
    private final Map<String, Kind> applies = new HashMap<>();
    private final Map<String, Kind> undos = new HashMap<>();

    public Faults(Effects effects, World world) {
        this.effects = effects;
        this.world = world;
    }

    /** Lets the next apply of a step fail. */
    public Faults apply(String step, Kind kind) {
        applies.put(step, kind);
        return this;
    }

    /** Lets the next undo of a step fail. */
    public Faults undo(String step, Kind kind) {
        undos.put(step, kind);
        return this;
    }

    @Override
    public Effect of(String migration, Plan plan, Step step, Map<String, String> evidence) {
        var effect = effects.of(migration, plan, step, evidence);
        return new Effect() {
            @Override
            public boolean holds() {
                return effect.holds();
            }

            @Override
            public Attempt apply() {
                return call(applies, step.id(), effect::apply);
            }

            @Override
            public Attempt undo() {
                return call(undos, step.id(), effect::undo);
            }

            @Override
            public Optional<Refusal> obstacle() {
                return effect.obstacle();
            }
        };
    }

    private Attempt call(Map<String, Kind> faults, String step, Supplier<Attempt> call) {
        var kind = faults.remove(step);
        if (kind == null) {
            return call.get();
        }
        return switch (kind) {
            case NOT_DONE -> Attempt.notDone("planted");
            case UNTOUCHED -> new Attempt.Untouched("planted");
            case THROWS -> throw new IllegalStateException("planted");
            case REPLY_LOST -> {
                var lost = call.get();
                throw new IllegalStateException("planted: lost " + lost);
            }
            case HALF_DONE -> half(call);
        };
    }

    private Attempt half(Supplier<Attempt> call) {
        world.breakAfterNextChange();
        try {
            return Attempt.notDone("planted, after " + call.get());
        } catch (IllegalStateException e) {
            return Attempt.notDone("planted: half-way");
        } finally {
            world.breakNoMore();
        }
    }
}
