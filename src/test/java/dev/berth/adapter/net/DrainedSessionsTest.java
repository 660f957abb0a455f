package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Session;
import dev.berth.engine.Sessions;
import dev.berth.engine.Sessions.Listed;
import dev.berth.engine.Sessions.Silent;
import dev.berth.engine.Sessions.Untold;
import dev.berth.engine.Sessions.Working;
import dev.berth.execute.Attempt;
import dev.berth.observe.NetFacts;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10)
class DrainedSessionsTest {
    private static final Endpoint MAIN =
            new Endpoint("main", EngineKind.POSTGRESQL, "127.0.0.1", 5432, 5432, Credentials.NONE);
    private static final Duration SHORT = Duration.ofMillis(100);

    /** Where it is the sessions that end the wait, however slow the machine is. */
    private static final Duration AMPLE = Duration.ofSeconds(5);

    private static final Session BUSY = new Session(
            "10.0.0.7:40112", Optional.of(Duration.ofMillis(12_340)), Optional.of("a transaction"), Duration.ZERO);
    /** By way of Docker's proxy, as whoever comes from an address of this host. */
    private static final Session FRESH = idle("127.0.0.1:40113", 199);

    private static final Session POOLED = idle("127.0.0.1:40113", 60_000);

    private static final Session NEIGHBOUR = idle("10.0.0.8:40113", 60_000);

    private static final String UNSEEN = "; those over a container network are not told";

    @TempDir
    Path proc;

    @BeforeEach
    void nobodyIsConnected() {
        connections(0);
    }

    @Test
    void withoutSessionsThereIsNothingToWaitFor() {
        assertThat(drain(new Listed(List.of()))).isEqualTo(new Attempt.Done("no session is open"));
    }

    @Test
    void aBusySessionIsWaitedFor() {
        assertThat(drain(AMPLE, new Listed(List.of(BUSY)), new Listed(List.of())))
                .isEqualTo(new Attempt.Done("no session is open"));
    }

    @Test
    void aSessionThatHasOnlyJustGoneIdleIsWaitedFor() {
        assertThat(drain(AMPLE, new Listed(List.of(FRESH)), new Listed(List.of())))
                .isEqualTo(new Attempt.Done("no session is open"));
    }

    @Test
    void aSessionInSteadyUseIsTakenBetweenTwoOfItsRequests() {
        assertThat(drain(AMPLE, new Listed(List.of(FRESH))))
                .isEqualTo(ends("1 idle session ends with the old process"));
    }

    @Test
    void sessionsThatIdleInAPoolEndWithTheOldProcess() {
        assertThat(drain(new Listed(List.of(POOLED)))).isEqualTo(ends("1 idle session ends with the old process"));
        assertThat(drain(new Listed(List.of(POOLED, POOLED))))
                .isEqualTo(ends("2 idle sessions end with the old process"));
    }

    @Test
    void aSessionThatOutlastsThePatienceIsNamed() {
        assertThat(drain(new Listed(List.of(POOLED, BUSY))))
                .isEqualTo(Attempt.notDone("main (PostgreSQL 127.0.0.1:5432) has sessions that did not end within"
                        + " 100 ms: 10.0.0.7:40112, open for 12.3 s, in a transaction"));
    }

    @Test
    void aProcessOfThisHostThatIsConnectedIsNamedBesideIt() throws IOException {
        Files.writeString(
                proc.resolve("net/tcp"),
                "header\n   0: 0100007F:9CB0 0100007F:1538 01 00000000:00000000"
                        + " 00:00000000 00000000     0        0 815 1\n");
        var process = Files.createDirectories(proc.resolve("4711"));
        Files.writeString(process.resolve("comm"), "psql\n");
        Files.createSymbolicLink(Files.createDirectory(process.resolve("fd")).resolve("3"), Path.of("socket:[815]"));

        assertThat(drain(new Listed(List.of(BUSY))))
                .isEqualTo(Attempt.notDone("main (PostgreSQL 127.0.0.1:5432) has sessions that did not end within"
                        + " 100 ms: 10.0.0.7:40112, open for 12.3 s, in a transaction; connected on this host:"
                        + " psql (pid 4711)"));
    }

    @Test
    void whoIsConnectedButNotYetLoggedInIsWaitedFor() {
        connections(1);

        assertThat(drain(AMPLE, new Listed(List.of()), new Listed(List.of(BUSY)), new Listed(List.of(POOLED))))
                .isEqualTo(ends("1 idle session ends with the old process"));
    }

    @Test
    void whoLeavesMeanwhileHidesNobodyWhoIsStillLoggingIn() {
        connections(2);
        var sessions = new ScriptedSessions(
                () -> connections(1),
                new Listed(List.of(POOLED)),
                new Listed(List.of(BUSY)),
                new Listed(List.of(POOLED, NEIGHBOUR)));

        assertThat(drain(AMPLE, AMPLE, sessions)).isEqualTo(ends("2 idle sessions end with the old process"));
    }

    @Test
    void whoCameOverTheContainerNetworkHidesNobodyWhoIsStillLoggingIn() {
        connections(1);

        assertThat(drain(
                        AMPLE,
                        new Listed(List.of(NEIGHBOUR, NEIGHBOUR)),
                        new Listed(List.of(BUSY)),
                        new Listed(List.of(POOLED))))
                .isEqualTo(ends("1 idle session ends with the old process"));
    }

    @Test
    void aClientOfAnotherHostIsKnownByItsAddressAmongSessionsOfTheContainerNetwork() {
        connected("ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.9 dst=127.0.0.1 sport=40112 dport=5432"
                + " src=172.18.0.2 dst=10.0.0.9 sport=5432 dport=40112 [ASSURED] mark=0 zone=0 use=2\n");

        assertThat(drain(
                        AMPLE,
                        new Listed(List.of(NEIGHBOUR)),
                        new Listed(List.of(idle("10.0.0.9:40112", 60_000), NEIGHBOUR)),
                        new Listed(List.of())))
                .isEqualTo(ends("2 idle sessions end with the old process"));
    }

    @Test
    void whoNeverLogsInDoesNotStandInTheWay() {
        connections(1);

        assertThat(drain(Duration.ofMinutes(1), SHORT, new ScriptedSessions(new Listed(List.of()))))
                .isEqualTo(ends("no session is open"));
    }

    @Test
    void aServerThatStaysSilentIsNotDrained() {
        assertThat(drain(new Silent("too many clients already")))
                .isEqualTo(Attempt.notDone("main (PostgreSQL 127.0.0.1:5432) did not tell of its sessions within"
                        + " 100 ms: too many clients already"));
    }

    @Test
    void connectionsOfUnknownDoingAreSaidToBeUnknown() {
        connections(2);

        assertThat(drain(new Untold("TCP tells of no sessions")))
                .isEqualTo(ends("2 connections end with the old process, whether busy or idle is unknown" + UNSEEN));
    }

    @Test
    void whoIsConnectedToAServerThatTellsOfQueriesAloneMayBeAboutToAsk() {
        connections(2);

        var sessions = new ScriptedSessions(new Working(List.of()), new Working(List.of(BUSY)), new Working(List.of()));

        assertThat(drain(AMPLE, SHORT, sessions))
                .isEqualTo(ends("2 connections end with the old process, none in a query" + UNSEEN));
    }

    @Test
    void withoutConnectionsAServerThatTellsOfQueriesAloneIsDrainedAtOnce() {
        assertThat(drain(new Working(List.of()))).isEqualTo(ends("no connection by the host's port is open" + UNSEEN));
    }

    @Test
    void aQueryThatOutlastsThePatienceIsNamed() {
        assertThat(drain(new Working(List.of(BUSY))))
                .isEqualTo(Attempt.notDone("main (PostgreSQL 127.0.0.1:5432) has sessions that did not end within"
                        + " 100 ms: 10.0.0.7:40112, open for 12.3 s, in a transaction"));
    }

    @Test
    void withoutConnectionsThereIsNothingUnknown() {
        assertThat(drain(new Untold("TCP tells of no sessions")))
                .isEqualTo(ends("no connection by the host's port is open" + UNSEEN));
    }

    private Attempt drain(Sessions... sessions) {
        return drain(SHORT, sessions);
    }

    private Attempt drain(Duration patience, Sessions... sessions) {
        return drain(patience, AMPLE, new ScriptedSessions(sessions));
    }

    private Attempt drain(Duration patience, Duration greeting, ScriptedSessions sessions) {
        var engines = new Engines(Map.of(EngineKind.POSTGRESQL, sessions));
        var lines = new Lines(engines, (credentials, root) -> Login.NONE, "/");
        return new DrainedSessions(
                        lines,
                        new PortConnections(proc, () -> new NetFacts(Optional.empty(), List.of())),
                        MAIN,
                        patience,
                        greeting)
                .apply();
    }

    private void connections(int number) {
        connected(("ipv4     2 tcp      6 431999 ESTABLISHED src=127.0.0.1 dst=127.0.0.1 sport=40112 dport=5432"
                        + " src=127.0.0.1 dst=127.0.0.1 sport=5432 dport=40112 [ASSURED] mark=0 zone=0 use=2\n")
                .repeat(number));
    }

    private void connected(String flows) {
        try {
            Files.writeString(Files.createDirectories(proc.resolve("net")).resolve("nf_conntrack"), flows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attempt ends(String evidence) {
        return new Attempt.Done(evidence);
    }

    private static Session idle(String client, int millis) {
        return new Session(client, Optional.of(Duration.ofMinutes(2)), Optional.empty(), Duration.ofMillis(millis));
    }
}
