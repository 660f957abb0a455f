package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.engine.Logins.UnresolvedCredentials;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.OptionalInt;

/** Opens lines to databases, resolving logins anew each time so that no effect keeps a password. */
record Lines(Engines engines, Logins logins, String root) {
    Attempt with(Endpoint endpoint, Talk talk) throws InterruptedException {
        var engine = engines.of(endpoint.engine());
        if (engine.isEmpty()) {
            return Attempt.notDone(endpoint.database() + ": " + engines.refusal(endpoint.engine()));
        }
        try {
            return talk.on(new Line(engine.get(), endpoint, logins.resolve(endpoint.credentials(), root)));
        } catch (UnresolvedCredentials e) {
            return Attempt.notDone(endpoint.database() + ": " + e.getMessage());
        }
    }

    /** How many more clients a database takes; empty where that can't be told. */
    OptionalInt room(Endpoint endpoint, Duration timeout) {
        try {
            var login = logins.resolve(endpoint.credentials(), root);
            return engines.of(endpoint.engine())
                    .map(engine -> engine.room(endpoint, login, timeout))
                    .orElse(OptionalInt.empty());
        } catch (UnresolvedCredentials e) {
            return OptionalInt.empty();
        }
    }

    /** What is said on a line. */
    interface Talk {
        Attempt on(Line line) throws InterruptedException;
    }
}
