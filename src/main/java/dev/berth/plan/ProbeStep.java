package dev.berth.plan;

import dev.berth.policy.Endpoint;
import dev.berth.policy.PgBouncer;
import java.time.Duration;
import java.util.List;

/** Steps that ask and change nothing. */
public sealed interface ProbeStep extends Step {
    @Override
    default <R> R family(Families<R> families) {
        return families.probe(this);
    }

    <R> R match(Cases<R> cases);

    /** One answer for each step. */
    interface Cases<R> {
        R checkPortFree(CheckPortFree step);

        R confirmAnswer(ConfirmAnswer step);

        R confirmPool(ConfirmPool step);

        R checkpoint(Checkpoint step);

        R awaitQuiet(AwaitQuiet step);

        R drainSessions(DrainSessions step);

        R awaitAnswer(AwaitAnswer step);

        R probeClients(ProbeClients step);
    }

    /** Fails when something took the port since the plan was made; names the owner. */
    record CheckPortFree(Head head, String hostIp, int port) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.checkPortFree(this);
        }
    }

    /** The database answers where it is now; its identity is the evidence. Undo awaits that answer again. */
    record ConfirmAnswer(Head head, Endpoint endpoint, Duration patience) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.confirmAnswer(this);
        }
    }

    /** The pooler takes commands, knows the database, and nobody has paused it. */
    record ConfirmPool(Head head, PgBouncer pooler, Duration patience) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.confirmPool(this);
        }
    }

    /** Has the engine write what it holds, so that its stop and start are short. */
    record Checkpoint(Head head, Endpoint endpoint) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.checkpoint(this);
        }
    }

    /**
     * Waits until no session has been busy all through the time that it will have to end, so that nobody is held for a move
     * that can't come to pass; fails with the names of those that stay so.
     *
     * @param drain the time that sessions will have
     */
    record AwaitQuiet(Head head, Endpoint endpoint, Duration drain, Duration patience) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.awaitQuiet(this);
        }
    }

    /**
     * Waits until no session of the database is busy, and fails with their names when some stay so. Undo awaits the
     * database's answer, so that on the way back nobody is let go before there is one.
     */
    record DrainSessions(Head head, Endpoint endpoint, Duration patience) implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.drainSessions(this);
        }
    }

    /**
     * The same database answers at its new port.
     *
     * @param confirmed the step whose evidence is the identity that must come back
     * @param held the step that begins the pause, a hold or else a stop: its evidence is the moment that the patience
     *     counts from; empty where nothing pauses
     */
    record AwaitAnswer(Head head, Endpoint endpoint, String confirmed, Duration patience, String held)
            implements ProbeStep {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.awaitAnswer(this);
        }
    }

    /**
     * Asks every client whether it is well.
     *
     * @param maxFailed the share in percent of failing probes above which the step fails
     */
    record ProbeClients(Head head, List<Probe> probes, int maxFailed, Duration patience) implements ProbeStep {
        public ProbeClients {
            probes = List.copyOf(probes);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.probeClients(this);
        }
    }

    /** One client's probe. */
    record Probe(String client, String url) {}
}
