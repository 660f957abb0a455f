package dev.berth.app;

import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.execute.Effects;
import dev.berth.plan.ServiceStep.AddPorts;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Effects in a cluster without pods: Services get their ports for real, and what needs pods is taken for done. */
final class Podless implements UnaryOperator<Effects> {
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    /** Has moves fail in a namespace. */
    void fail(String namespace) {
        failing.add(namespace);
    }

    void mend(String namespace) {
        failing.remove(namespace);
    }

    @Override
    public Effects apply(Effects real) {
        return (migration, plan, step, evidence) -> {
            if (step instanceof AddPorts add && !failing.contains(plan.namespace())) {
                return real.of(migration, plan, add, evidence);
            }
            return new Pretended(step instanceof AddPorts ? Attempt.notDone("planted") : Attempt.done());
        };
    }

    /** An effect that only says how it went. */
    private record Pretended(Attempt attempt) implements Effect {
        @Override
        public boolean holds() {
            return false;
        }

        @Override
        public Attempt apply() {
            return attempt;
        }

        @Override
        public Attempt undo() {
            return Attempt.done();
        }
    }
}
