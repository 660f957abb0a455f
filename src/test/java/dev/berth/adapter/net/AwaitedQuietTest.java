package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Session;
import dev.berth.engine.Sessions;
import dev.berth.engine.Sessions.Listed;
import dev.berth.engine.Sessions.Silent;
import dev.berth.engine.Sessions.Untold;
import dev.berth.execute.Attempt;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AwaitedQuietTest {
    private static final Endpoint MAIN =
            new Endpoint("main", EngineKind.POSTGRESQL, "127.0.0.1", 5432, 5432, Credentials.NONE);
    private static final Listed NOBODY = new Listed(List.of());
    private static final Listed ONE = busy("10.0.0.7:1");
    private static final Listed ANOTHER = busy("10.0.0.7:2");

    @Test
    void whereNobodyIsBusyThereIsNothingToWaitFor() {
        assertThat(await(Duration.ofHours(1), NOBODY)).isEqualTo(Attempt.done());
    }

    @Test
    void whoIsBusyIsWaitedFor() {
        assertThat(await(Duration.ofHours(1), ONE, ONE, NOBODY)).isEqualTo(Attempt.done());
    }

    @Test
    void whoeverTakesTurnsIsInNobodysWay() {
        assertThat(await(Duration.ofMillis(30), ONE, ANOTHER, ONE, ANOTHER, ONE, ANOTHER, ONE, ANOTHER, NOBODY))
                .isEqualTo(Attempt.done());
    }

    @Test
    void whoStaysBusyIsNamed() {
        assertThat(await(Duration.ofMillis(200), ONE))
                .isEqualTo(Attempt.notDone(
                        "no quiet moment came within 400 ms: 10.0.0.7:1, open for 12.3 s, in a transaction"));
    }

    @Test
    void aServerThatStaysSilentIsNotQuiet() {
        assertThat(await(Duration.ofMillis(50), new Silent("too many clients already")))
                .isEqualTo(Attempt.notDone("no quiet moment came within 400 ms: main (PostgreSQL 127.0.0.1:5432)"
                        + " did not tell of its sessions"));
    }

    @Test
    void aQueryIsWaitedForWhereQueriesAreAllThatIsTold() {
        assertThat(await(Duration.ofHours(1), new Sessions.Working(ONE.busy()), new Sessions.Working(List.of())))
                .isEqualTo(Attempt.done());
    }

    @Test
    void anEngineThatTellsOfNoSessionsIsNotWaitedFor() {
        assertThat(await(Duration.ofHours(1), new Untold("TCP tells of no sessions")))
                .isEqualTo(new Attempt.Done("whether a session is busy is unknown"));
    }

    @Test
    void anInterruptedWaitEndsAtOnce() {
        var attempt = new AwaitedQuiet(lines(ONE), MAIN, Duration.ofHours(1), Duration.ofHours(1), () -> true).apply();

        assertThat(attempt).isEqualTo(Attempt.notDone("interrupted while waiting for a quiet moment"));
    }

    private static Attempt await(Duration drain, Sessions... sessions) {
        return new AwaitedQuiet(lines(sessions), MAIN, drain, Duration.ofMillis(400), () -> false).apply();
    }

    private static Lines lines(Sessions... sessions) {
        var engines = new Engines(Map.of(EngineKind.POSTGRESQL, new ScriptedSessions(sessions)));
        return new Lines(engines, (credentials, root) -> Login.NONE, "/");
    }

    private static Listed busy(String client) {
        return new Listed(List.of(new Session(
                client, Optional.of(Duration.ofMillis(12_340)), Optional.of("a transaction"), Duration.ZERO)));
    }
}
