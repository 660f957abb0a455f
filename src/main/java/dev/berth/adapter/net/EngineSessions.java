package dev.berth.adapter.net;

import dev.berth.engine.Engines;
import dev.berth.engine.Logins;
import dev.berth.engine.Sessions;
import dev.berth.observe.Attendance;
import dev.berth.observe.Attendance.Counted;
import dev.berth.observe.Attendance.Unknown;
import dev.berth.observe.Sources;
import dev.berth.policy.Endpoint;
import java.time.Duration;

/** Counts the sessions of databases by what their engines tell. */
public final class EngineSessions implements Sources.Sessions {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Engines engines;
    private final Logins logins;

    public EngineSessions(Engines engines, Logins logins) {
        this.engines = engines;
        this.logins = logins;
    }

    @Override
    public Attendance count(Endpoint endpoint, String root) {
        return new Lines(engines, logins, root)
                .on(
                        endpoint,
                        line -> attendance(endpoint, line.sessions(PATIENCE)),
                        reason -> new Unknown(endpoint, reason));
    }

    private static Attendance attendance(Endpoint endpoint, Sessions sessions) {
        if (sessions instanceof Sessions.Listed listed) {
            int all = listed.sessions().size();
            return new Counted(endpoint, all, all - listed.busy().size());
        }
        return new Unknown(endpoint, reason(endpoint, sessions));
    }

    private static String reason(Endpoint endpoint, Sessions sessions) {
        if (sessions instanceof Sessions.Working working) {
            return endpoint.engine().word() + " tells of running queries alone, now "
                    + working.busy().size();
        }
        return sessions instanceof Sessions.Untold untold ? untold.reason() : ((Sessions.Silent) sessions).reason();
    }
}
