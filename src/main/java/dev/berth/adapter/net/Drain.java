package dev.berth.adapter.net;

import dev.berth.engine.Session;
import dev.berth.engine.Sessions;
import dev.berth.execute.Attempt;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Waits until no session of one database is in the middle of anything.
 *
 * <p>At first, who has been answered only just now is waited for as well: most leave, or ask once more and then leave. Some
 * never pause, though, as a pool in steady use; those are taken at a moment between two of their requests.
 *
 * <p>A server lists a session only once its client has logged in. Whoever was let in just before the hold may still be on
 * the way there, and shows by the connections alone: as long as one of them has no session, somebody is. Where a server
 * tells of the busy ones alone, whoever is connected may be. Nobody is held who comes over a container network.
 */
final class Drain {
    /** Who is going to leave has left by then. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    /** Connections are seen by the host's port, and that only. */
    private static final String UNSEEN = "; those over a container network are not told";

    private static final String NOBODY = "no connection by the host's port is open" + UNSEEN;

    private final Line line;
    private final PortConnections connections;
    private final Set<Integer> ports;
    private final Duration whole;
    private final Duration greeting;
    private final Patience patience;
    private final long start = System.nanoTime();

    /** @param greeting who has not logged in after that long does not mean to */
    Drain(Line line, PortConnections connections, Duration whole, Duration greeting) {
        this.line = line;
        this.connections = connections;
        this.ports = connections.ways(line.endpoint().port());
        this.whole = whole;
        this.greeting = greeting;
        this.patience = Patience.tight(whole);
    }

    Attempt await() throws InterruptedException {
        Sessions sessions;
        PortClients open;
        do {
            // Counted first: the other way round, whoever left in between would hide somebody who is still logging in.
            open = open();
            sessions = line.sessions(patience.nextTry());
        } while (!drained(sessions, open) && patience.pause());
        return attempt(sessions);
    }

    private boolean drained(Sessions sessions, PortClients open) {
        if (sessions instanceof Sessions.Listed listed) {
            return listed.busy().isEmpty() && (listed.settled() || passed(SETTLING)) && !greets(listed, open);
        }
        if (sessions instanceof Sessions.Working working) {
            return working.busy().isEmpty() && (open.count() == 0 || passed(greeting));
        }
        return sessions instanceof Sessions.Untold && open.count() == 0;
    }

    private boolean greets(Sessions.Listed listed, PortClients open) {
        return !passed(greeting) && open.anyBeside(listed.sessions());
    }

    private boolean passed(Duration time) {
        return System.nanoTime() - start >= time.toNanos();
    }

    private PortClients open() {
        return connections.to(ports);
    }

    private Attempt attempt(Sessions sessions) {
        if (sessions instanceof Sessions.Silent silent) {
            return Attempt.notDone(line.name() + " did not tell of its sessions within " + whole.toMillis() + " ms: "
                    + silent.reason());
        }
        if (sessions instanceof Sessions.Untold) {
            int left = open().count();
            return new Attempt.Done(
                    left == 0
                            ? NOBODY
                            : number(left, "connection") + " with the old process, whether busy or idle is unknown"
                                    + UNSEEN);
        }
        var told = (Sessions.Told) sessions;
        return told.busy().isEmpty() ? new Attempt.Done(ending(told)) : Attempt.notDone(obstacles(told));
    }

    private String ending(Sessions.Told told) {
        if (told instanceof Sessions.Listed listed) {
            int idle = listed.sessions().size();
            return idle == 0 ? "no session is open" : number(idle, "idle session") + " with the old process";
        }
        int left = open().count();
        return left == 0 ? NOBODY : number(left, "connection") + " with the old process, none in a query" + UNSEEN;
    }

    private String obstacles(Sessions.Told told) {
        var clients = connections.clients(ports);
        return line.name() + " has sessions that did not end within " + whole.toMillis() + " ms: "
                + told.busy().stream().map(Session::toString).collect(Collectors.joining("; "))
                + (clients.isEmpty() ? "" : "; connected on this host: " + String.join(", ", clients));
    }

    private static String number(int number, String noun) {
        return number == 1 ? "1 " + noun + " ends" : number + " " + noun + "s end";
    }
}
