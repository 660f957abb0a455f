package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.RigContainer;
import dev.berth.execute.Attempt;
import dev.berth.execute.Attempt.Done;
import dev.berth.execute.Attempt.NotDone;
import dev.berth.observe.HostFacts;
import dev.berth.observe.Observation.Seen;
import dev.berth.policy.EngineKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbeEffectsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Lines LINES = new Lines(
            Engines.supported(), (credentials, root) -> new Login(Optional.empty(), Optional.of("right")), "/");

    private static RigContainer postgres;

    @BeforeAll
    static void start() {
        postgres = RigContainer.postgres();
    }

    @AfterAll
    static void remove() {
        postgres.close();
    }

    @Test
    void theSameDatabaseIsFoundAgainAtAnotherPort() {
        var identity = confirm(postgres);

        postgres.restart("SIGINT");

        assertThat(await(postgres, identity)).isEqualTo(new Done(identity));
    }

    @Test
    void anotherDatabaseIsNotTakenForIt() {
        var identity = confirm(postgres);
        try (var other = RigContainer.postgres()) {
            assertThat(await(other, identity))
                    .isInstanceOfSatisfying(
                            NotDone.class,
                            notDone -> assertThat(notDone.reason())
                                    .contains("another database answers", "not " + identity));
        }
    }

    @Test
    void aPublishedPortIsTakenByDockersProxy() {
        confirm(postgres);
        int port = postgres.endpoint(EngineKind.POSTGRESQL).port();

        var attempt = new FreePort(new ProcHost(Path.of("/proc")), "127.0.0.1", port).apply();

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        NotDone.class,
                        notDone -> assertThat(notDone.reason())
                                .matches("port " + port + " is taken by docker-proxy \\(pid \\d+\\)"));
    }

    @Test
    void thisHostsListenersAreSeen() throws Exception {
        try (var own = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var facts = ((Seen<HostFacts>) new ProcHost(Path.of("/proc")).look()).facts();

            assertThat(facts.listeners())
                    .contains(new HostFacts.Listener(
                            "127.0.0.1",
                            own.getLocalPort(),
                            "java (pid " + ProcessHandle.current().pid() + ")"));
        }
    }

    private static String confirm(RigContainer container) {
        var attempt = new ConfirmedAnswer(LINES, container.endpoint(EngineKind.POSTGRESQL), "", PATIENCE).apply();
        assertThat(attempt).isInstanceOf(Done.class);
        return ((Done) attempt).evidence();
    }

    private static Attempt await(RigContainer container, String identity) {
        return new AwaitedAnswer(LINES, container.endpoint(EngineKind.POSTGRESQL), identity, PATIENCE).apply();
    }
}
