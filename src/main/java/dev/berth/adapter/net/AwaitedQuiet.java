package dev.berth.adapter.net;

import dev.berth.engine.Session;
import dev.berth.engine.Sessions;
import dev.berth.execute.Attempt;
import dev.berth.policy.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * No session is found busy at every look for as long as a drain takes.
 *
 * <p>Sessions in steady use are busy at one look and not at another; what a drain can't outwait is busy at all of them.
 */
record AwaitedQuiet(Lines lines, Endpoint endpoint, Duration drain, Duration patience, BooleanSupplier interrupted)
        implements Question {
    @Override
    public Attempt ask() throws InterruptedException {
        return lines.with(endpoint, line -> new Watch(line).await());
    }

    /** One wait, with the moment since when each session has been found busy. */
    private final class Watch {
        private final Line line;
        private final Patience looks = Patience.relaxed(patience);
        private final long start = System.nanoTime();
        private Map<String, Long> busySince = Map.of();

        Watch(Line line) {
            this.line = line;
        }

        Attempt await() throws InterruptedException {
            List<Session> obstacles = List.of();
            do {
                if (interrupted.getAsBoolean()) {
                    return Attempt.notDone("interrupted while waiting for a quiet moment");
                }
                var sessions = line.sessions(looks.nextTry());
                if (sessions instanceof Sessions.Untold) {
                    return new Attempt.Done("whether a session is busy is unknown");
                }
                if (sessions instanceof Sessions.Told told) {
                    obstacles = obstacles(told.busy());
                    if (told.busy().isEmpty() || (obstacles.isEmpty() && lasted(start))) {
                        return Attempt.done();
                    }
                }
            } while (looks.pause());
            return Attempt.notDone("no quiet moment came within " + patience.toMillis() + " ms: "
                    + (obstacles.isEmpty()
                            ? line.name() + " did not tell of its sessions"
                            : obstacles.stream().map(Session::toString).collect(Collectors.joining("; "))));
        }

        private List<Session> obstacles(List<Session> busy) {
            var since = new HashMap<String, Long>();
            var obstacles = new ArrayList<Session>();
            for (var session : busy) {
                long first = busySince.getOrDefault(session.client(), System.nanoTime());
                since.put(session.client(), first);
                if (lasted(first)) {
                    obstacles.add(session);
                }
            }
            busySince = since;
            return obstacles;
        }

        private boolean lasted(long since) {
            return System.nanoTime() - since >= drain.toNanos();
        }
    }
}
