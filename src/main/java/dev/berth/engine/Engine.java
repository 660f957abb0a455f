package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What berth asks of a database engine, always by its own protocol. */
public interface Engine {
    /** Asks once; a port that is merely open is no answer. */
    Answer probe(Endpoint endpoint, Login login, Duration timeout);

    /**
     * What a stop would lose, asked before anything is planned; changes nothing. Empty where nothing speaks against it, and
     * where the server doesn't tell: whether it is well is asked by {@link #probe}.
     */
    default Optional<Objection> objection(Endpoint endpoint, Login login, Duration timeout) {
        return Optional.empty();
    }

    /** Has the engine write what it holds in memory; an engine without such a call answers at once. */
    default Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
        return new Answer.Well("");
    }

    /** How many connections it takes beyond those that it has; empty where an engine does not tell. */
    default OptionalInt room(Endpoint endpoint, Login login, Duration timeout) {
        return OptionalInt.empty();
    }

    /** What it holds, as far as two looks can be compared; many engines tell nothing of the sort. */
    default Looked look(Endpoint endpoint, Login login, Contents.Depth depth, Duration timeout) {
        return new Looked.Untold(endpoint.engine().word() + " tells nothing that could be compared");
    }

    /**
     * A look after a restart, as close as an earlier one at the same data was.
     *
     * @param before what was seen before the stop
     */
    default Looked lookAgain(Endpoint endpoint, Login login, Contents before, Duration timeout) {
        return look(endpoint, login, before.depth(), timeout);
    }

    /** What it tells at once: how far it has come, or how much it holds. */
    default Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return new Looked.Untold(endpoint.engine().word() + " tells nothing that could be compared");
    }

    /**
     * Has whoever writes wait until it is stopped, so that a look stays true. An engine whose history tells of writes has no
     * need of it.
     *
     * @param limit after which they go on by themselves
     */
    default Answer pauseWrites(Endpoint endpoint, Login login, Duration limit, Duration timeout) {
        return new Answer.Well("");
    }

    /** Lets them write again. */
    default Answer resumeWrites(Endpoint endpoint, Login login, Duration timeout) {
        return new Answer.Well("");
    }

    /** Who has a session with it now; many protocols know none. */
    default Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        return new Sessions.Untold(endpoint.engine().word() + " tells of no sessions");
    }
}
