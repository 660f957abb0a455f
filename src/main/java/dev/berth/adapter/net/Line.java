package dev.berth.adapter.net;

import dev.berth.engine.Answer;
import dev.berth.engine.Contents;
import dev.berth.engine.Engine;
import dev.berth.engine.Login;
import dev.berth.engine.Looked;
import dev.berth.engine.Objection;
import dev.berth.engine.Sessions;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A line to one database: its engine, where it answers, and a login that lives as long as one call. */
record Line(Engine engine, Endpoint endpoint, Login login) {
    /** Asks until the answer is well or the patience is over; gives the last answer. */
    Answer untilWell(Patience patience) throws InterruptedException {
        Answer answer;
        do {
            answer = probe(patience.nextTry());
        } while (!(answer instanceof Answer.Well) && patience.pause());
        return answer;
    }

    Answer probe(Duration timeout) {
        return engine.probe(endpoint, login, timeout);
    }

    Optional<Objection> objection(Duration timeout) {
        return engine.objection(endpoint, login, timeout);
    }

    Answer checkpoint(Duration timeout) {
        return engine.checkpoint(endpoint, login, timeout);
    }

    Looked look(Contents.Depth depth, Duration timeout) {
        return engine.look(endpoint, login, depth, timeout);
    }

    Looked lookAgain(Contents before, Duration timeout) {
        return engine.lookAgain(endpoint, login, before, timeout);
    }

    Answer pauseWrites(Duration limit, Duration timeout) {
        return engine.pauseWrites(endpoint, login, limit, timeout);
    }

    Answer resumeWrites(Duration timeout) {
        return engine.resumeWrites(endpoint, login, timeout);
    }

    Looked glance(Duration timeout) {
        return engine.glance(endpoint, login, timeout);
    }

    Sessions sessions(Duration timeout) {
        return engine.sessions(endpoint, login, timeout);
    }

    OptionalInt room(Duration timeout) {
        return engine.room(endpoint, login, timeout);
    }

    /** An answer as an attempt: well is done, with the identity as evidence. */
    Attempt attempt(Answer answer, String whatFailed) {
        if (answer instanceof Answer.Well well) {
            return new Attempt.Done(well.identity());
        }
        return Attempt.notDone(name() + " " + whatFailed + ": " + answer.words());
    }

    /** For people, such as {@code kong (PostgreSQL 127.0.0.1:7002)}. */
    String name() {
        return endpoint.database() + " (" + endpoint + ")";
    }
}
