package dev.berth.engine;

import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.OptionalInt;

/** What berth asks of a database engine, always by its own protocol. */
public interface Engine {
    /** Asks once; a port that is merely open is no answer. */
    Answer probe(Endpoint endpoint, Login login, Duration timeout);

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

    /** How far it has come, without a look at what it holds. */
    default Looked glance(Endpoint endpoint, Login login, Duration timeout) {
        return new Looked.Untold(endpoint.engine().word() + " tells nothing that could be compared");
    }

    /** Who has a session with it now; many protocols know none. */
    default Sessions sessions(Endpoint endpoint, Login login, Duration timeout) {
        return new Sessions.Untold(endpoint.engine().word() + " tells of no sessions");
    }
}
