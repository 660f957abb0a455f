package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.berth.execute.Attempt;
import dev.berth.plan.Phase;
import dev.berth.plan.ProbeStep.Probe;
import dev.berth.plan.ProbeStep.ProbeClients;
import dev.berth.plan.Step.Head;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WellClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void clientsThatAnswerAreCounted() {
        assertThat(probing(50, client("one", 200), client("two", 204)).apply())
                .isEqualTo(new Attempt.Done("2 of 2 clients answer"));
    }

    @Test
    void aPolicyWithoutProbesIsDone() {
        assertThat(probing(0).apply()).isEqualTo(Attempt.done());
    }

    @Test
    void asManyFailuresAsAllowedAreDoneAndNamed() {
        var attempt = probing(50, client("one", 200), client("two", 500)).apply();

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Done.class,
                        done -> assertThat(done.evidence())
                                .startsWith("1 of 2 clients answer; two (")
                                .endsWith("): status 500"));
    }

    @Test
    void moreFailuresThanAllowedNameEachClientAndWhy() {
        var attempt = probing(50, client("one", 200), client("two", 500), client("three", 503))
                .apply();

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.NotDone.class,
                        notDone -> assertThat(notDone.reason())
                                .startsWith("2 of 3 clients do not answer (allowed: 50%): two (")
                                .contains("): status 500; three (")
                                .endsWith("): status 503"));
    }

    @Test
    void aClientThatBecomesWellIsWaitedFor() {
        var asked = new AtomicInteger();
        server.createContext("/late", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() < 3 ? 503 : 200, -1);
            exchange.close();
        });

        assertThat(probing(0, new Probe("late", url("/late"))).apply())
                .isEqualTo(new Attempt.Done("1 of 1 clients answer"));
    }

    @Test
    void clientsThatNeverAnswerCostOnePatienceTogether() throws IOException {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var probe = new Probe("mute", "http://127.0.0.1:" + mute.getLocalPort() + "/");
            long start = System.nanoTime();

            var attempt = probing(50, Collections.nCopies(10, probe).toArray(Probe[]::new))
                    .apply();

            assertThat(attempt).isInstanceOf(Attempt.NotDone.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(8));
        }
    }

    @Test
    void secretsInAProbesAddressAreLeftOut() {
        var probe = new Probe("one", "http://me:hunter2@127.0.0.1:1/health?token=hunter2");

        assertThat(probing(0, probe).apply().toString())
                .contains("one (http://127.0.0.1:1/health)")
                .doesNotContain("hunter2");
    }

    @Test
    void aProbeThatIsNoAddressIsAFailure() {
        assertThat(probing(0, new Probe("one", "file:/etc/passwd")).apply())
                .isInstanceOfSatisfying(
                        Attempt.NotDone.class,
                        notDone -> assertThat(notDone.reason()).contains("its probe is no http or https address"));
    }

    @Test
    void takingBackReportsClientsThatDoNotAnswerWithoutFailing() {
        assertThat(probing(0, client("one", 503)).undo())
                .isInstanceOfSatisfying(
                        Attempt.Done.class,
                        done -> assertThat(done.evidence()).startsWith("0 of 1 clients answer; one ("));
    }

    private static WellClients probing(int maxFailed, Probe... probes) {
        return new WellClients(
                new ProbeClients(new Head("clients", Phase.VERIFY, "cause"), List.of(probes), maxFailed, PATIENCE));
    }

    private Probe client(String name, int status) {
        server.createContext("/" + name, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        return new Probe(name, url("/" + name));
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
