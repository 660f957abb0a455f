package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.execute.Attempt;
import dev.berth.plan.Plan;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;

/** Opens lines to databases, resolving logins anew each time so that nothing keeps a password. */
record Lines(Engines engines, Logins logins, String root) {
    /** Those of a plan, with the logins that it was made with. */
    static Lines of(Engines engines, Logins logins, Plan plan) {
        return new Lines(engines, logins.by(plan.docker()), plan.root());
    }

    /**
     * Says something on a line to a database.
     *
     * @param otherwise what comes of it where there is no line, from the reason
     */
    <R, X extends Exception> R on(Endpoint endpoint, Talk<R, X> talk, Function<String, R> otherwise) throws X {
        var engine = engines.of(endpoint.engine());
        if (engine.isEmpty()) {
            return otherwise.apply(engines.refusal(endpoint.engine()));
        }
        Login login;
        try {
            login = logins.resolve(endpoint.credentials(), root);
        } catch (UnresolvedCredentials e) {
            return otherwise.apply(String.valueOf(e.getMessage()));
        }
        return talk.on(new Line(engine.get(), endpoint, login));
    }

    /** Says something of which an attempt comes. */
    Attempt with(Endpoint endpoint, Talk<Attempt, InterruptedException> talk) throws InterruptedException {
        return on(endpoint, talk, reason -> Attempt.notDone(endpoint.database() + ": " + reason));
    }

    /** How many more clients a database takes; empty where that can't be told. */
    OptionalInt room(Endpoint endpoint, Duration timeout) {
        return on(endpoint, line -> line.room(timeout), reason -> OptionalInt.empty());
    }

    /** What is said on a line. */
    interface Talk<R, X extends Exception> {
        R on(Line line) throws X;
    }
}
