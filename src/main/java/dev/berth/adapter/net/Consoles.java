package dev.berth.adapter.net;

import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.engine.PoolConsole;
import dev.berth.engine.PoolState;
import dev.berth.execute.Attempt;
import dev.berth.plan.Plan;
import dev.berth.policy.PgBouncer;

/** Opens the consoles of poolers, resolving logins anew each time so that no effect keeps a password. */
record Consoles(Logins logins, String root) {
    /** Those of a plan, with the logins that it was made with. */
    static Consoles of(Logins logins, Plan plan) {
        return new Consoles(logins.by(plan.docker()), plan.root());
    }

    Attempt with(PgBouncer pooler, Talk talk) throws InterruptedException {
        try {
            return talk.on(new PoolConsole(pooler, login(pooler)));
        } catch (UnresolvedCredentials e) {
            return Attempt.notDone(pooler + ": " + e.getMessage());
        }
    }

    Login login(PgBouncer pooler) throws UnresolvedCredentials {
        return logins.resolve(pooler.credentials(), root);
    }

    /** Why it did not come to what was wanted. */
    static String reason(PoolState state) {
        if (state instanceof PoolState.Gone gone) {
            return gone.reason();
        }
        if (state instanceof PoolState.Unrested unrested) {
            return unrested.reason();
        }
        return state instanceof PoolState.Silent silent
                ? silent.reason()
                : state.getClass().getSimpleName();
    }

    /** What is said at a console. */
    interface Talk {
        Attempt on(PoolConsole console) throws InterruptedException;
    }
}
