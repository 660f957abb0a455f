package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.engine.Session;
import dev.berth.engine.Sessions;
import dev.berth.observe.Attendance;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineSessionsTest {
    private static final Endpoint KONG =
            new Endpoint("kong", EngineKind.POSTGRESQL, "127.0.0.1", 7002, 5432, Credentials.NONE);

    @Test
    void sessionsAreCountedWithThoseThatIdle() {
        var idle = new Session("10.0.0.7:1", Optional.empty(), Optional.empty(), Duration.ofMinutes(1));
        var busy = new Session("10.0.0.7:2", Optional.empty(), Optional.of("a query"), Duration.ZERO);

        assertThat(count(new Sessions.Listed(List.of(idle, busy, idle)))).isEqualTo(new Attendance.Counted(KONG, 3, 2));
    }

    @Test
    void whatAnEngineDoesNotTellIsUnknown() {
        assertThat(count(new Sessions.Untold("TCP tells of no sessions")))
                .isEqualTo(new Attendance.Unknown(KONG, "TCP tells of no sessions"));
    }

    @Test
    void whereRunningQueriesAloneAreToldTheirNumberIsSaid() {
        var busy = new Session("admin (query 7)", Optional.empty(), Optional.of("a query"), Duration.ZERO);

        assertThat(count(new Sessions.Working(List.of(busy))))
                .isEqualTo(new Attendance.Unknown(KONG, "PostgreSQL tells of running queries alone, now 1"));
    }

    @Test
    void whatNobodyAnswersIsUnknown() {
        assertThat(count(new Sessions.Silent("Connection refused")))
                .isEqualTo(new Attendance.Unknown(KONG, "Connection refused"));
    }

    @Test
    void credentialsThatLeadNowhereAreNamed() {
        Logins nowhere = (credentials, root) -> {
            throw new Logins.UnresolvedCredentials("KONG_PASSWORD is not set");
        };

        var attendance = new EngineSessions(engines(new Sessions.Listed(List.of())), nowhere).count(KONG, "/srv");

        assertThat(attendance).isEqualTo(new Attendance.Unknown(KONG, "KONG_PASSWORD is not set"));
    }

    private static Attendance count(Sessions sessions) {
        return new EngineSessions(engines(sessions), (credentials, root) -> Login.NONE).count(KONG, "/srv");
    }

    private static Engines engines(Sessions sessions) {
        return new Engines(Map.of(EngineKind.POSTGRESQL, new ScriptedSessions(sessions)));
    }
}
