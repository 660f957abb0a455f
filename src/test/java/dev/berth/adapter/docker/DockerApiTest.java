package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerApiTest {
    private static final Limits SHORT =
            new Limits(Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(500));

    private static Unanswered failure(String address) {
        try (var api = new DockerApi(address, SHORT, EngineCertificates.NONE)) {
            return catchThrowableOfType(Unanswered.class, api::greet);
        }
    }

    private static Unanswered failure(Loopback.Answer version) throws IOException {
        try (var engine = new Loopback((method, path) -> version)) {
            return failure(engine.address());
        }
    }

    private static Greeting greeting(String newest, String oldest) throws Exception {
        try (var engine = new Loopback((method, path) -> Loopback.version("26.1", newest, oldest));
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            return api.greet();
        }
    }

    @Test
    void anOldEngineIsSpokenToInItsOwnVersion() throws Exception {
        assertThat(greeting("1.41", "1.12").api()).isEqualTo(new ApiVersion(1, 41));
    }

    @Test
    void aNewEngineIsSpokenToInTheNewestVersionKnown() throws Exception {
        assertThat(greeting("1.52", "1.44").api()).isEqualTo(new ApiVersion(1, 44));
    }

    @Test
    void anEngineThatIsTooOldIsNamedWithWhatIsNeeded() throws IOException {
        assertThat(failure(Loopback.version("19.03", "1.40", "1.12")).words())
                .contains("19.03", "too old", "1.40", "1.41", "20.10");
    }

    @Test
    void anEngineThatIsTooNewIsNamedWithWhatIsSpoken() throws IOException {
        assertThat(failure(Loopback.version("40.0", "1.70", "1.60")).words()).contains("too new", "1.60", "1.44");
    }

    @Test
    void somethingElseThatAnswersIsNoEngine() throws IOException {
        assertThat(failure(new Loopback.Answer(200, "{}", "", "")).words()).contains("no Docker engine");
    }

    @Test
    void anAbsentSocketMeansThatDockerDoesNotRun(@TempDir Path folder) {
        assertThat(failure("unix://" + folder.resolve("docker.sock")).words()).contains("not running or not installed");
    }

    @Test
    void aSocketThatNobodyListensOnRefuses(@TempDir Path folder) throws IOException {
        var path = folder.resolve("s");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(failure("unix://" + path).words()).contains("not running", "refuses");
    }

    @Test
    void aForbiddenSocketSaysWhatLiftsIt() throws Unanswered {
        var words = DockerHost.of("unix:///var/run/docker.sock", EngineCertificates.NONE)
                .explain(new java.net.SocketException("Permission denied"))
                .words();
        assertThat(words).contains("no permission", "/var/run/docker.sock", "group docker", "sudo");
    }

    @Test
    void anAddressOfAnotherKindIsNotUnderstood() {
        assertThat(failure("ssh://somewhere").words()).contains("ssh://somewhere", "unix:///PATH", "tcp://HOST:PORT");
    }

    @Test
    void anEngineThatDoesNotAnswerIsGivenUp() throws Unanswered {
        var words = DockerHost.of("tcp://127.0.0.1:1", EngineCertificates.NONE)
                .explain(new java.net.SocketTimeoutException("no answer within 500 ms"))
                .words();
        assertThat(words).contains("does not answer", "500 ms");
    }

    @Test
    void aLostReplyWaitsForTheEngineAndIsNotRepeated() throws Exception {
        var pings = new AtomicInteger();
        try (var engine = new Loopback((method, path) -> {
                    if (path.equals("/_ping")) {
                        return pings.getAndIncrement() == 1 ? Loopback.BROKEN : new Loopback.Answer(200, "");
                    }
                    return path.endsWith("/start") ? Loopback.BROKEN : Loopback.version("26.1", "1.44", "1.24");
                });
                var api = new DockerApi(
                        engine.address(),
                        new Limits(SHORT.call(), Duration.ofSeconds(10), SHORT.client()),
                        EngineCertificates.NONE)) {
            var reply = api.post("/containers/x/start");
            assertThat(reply.lost()).isTrue();
            assertThat(engine.asked)
                    .filteredOn(asked -> asked.endsWith("/start"))
                    .hasSize(1);
        }
    }

    @Test
    void anEngineThatStaysAwayIsToldAfterTheLimit() throws Exception {
        var greeted = new AtomicBoolean();
        try (var engine = new Loopback((method, path) ->
                        greeted.getAndSet(true) ? Loopback.BROKEN : Loopback.version("26.1", "1.44", "1.24"));
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            var failure = catchThrowableOfType(Unanswered.class, () -> api.post("/containers/x/start"));
            assertThat(failure.words()).contains("since a call broke off");
        }
    }

    @Test
    void aReadIsRepeatedOnceTheEngineIsBack() throws Exception {
        var broken = new AtomicBoolean();
        try (var engine = new Loopback((method, path) -> {
                    if (path.equals("/_ping")) {
                        return new Loopback.Answer(200, "");
                    }
                    if (path.endsWith("/info")) {
                        // The HTTP client repeats a broken read by itself once.
                        return broken.getAndSet(true) ? new Loopback.Answer(200, "{\"a\":1}") : Loopback.BROKEN;
                    }
                    return Loopback.version("26.1", "1.44", "1.24");
                });
                var api = new DockerApi(
                        engine.address(),
                        new Limits(Duration.ofSeconds(5), SHORT.recovery(), SHORT.client()),
                        EngineCertificates.NONE)) {
            assertThat(api.get("/info").path("a").asInt()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsLate() throws Exception {
        var never = new CountDownLatch(1);
        try (var engine = new Loopback((method, path) -> {
                    if (path.contains("/wait")) {
                        never.await();
                    }
                    return Loopback.version("26.1", "1.44", "1.24");
                });
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            assertThat(api.await("/containers/x/wait", Duration.ofMillis(50)).late())
                    .isTrue();
        }
    }

    /** Over TCP an interrupted read goes on; each would keep one of the few connections. */
    @Test
    void whoListensInVainAgainAndAgainLeavesNoConnectionBehind() throws Exception {
        try (var engine = new Loopback((method, path) ->
                        path.contains("/events") ? Loopback.ENDLESS : Loopback.version("26.1", "1.44", "1.24"));
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            for (int i = 0; i < 40; i++) {
                assertThat(api.nextEvents("since=0", Duration.ofMillis(20))).isEmpty();
            }

            assertThat(api.get("/info").path("Version").asText()).isEqualTo("26.1");
        }
    }

    @Test
    void anEngineThatHangsIsNotTakenForOneWhereNothingHappens() throws Exception {
        var greeted = new AtomicBoolean();
        var never = new CountDownLatch(1);
        try (var engine = new Loopback((method, path) -> {
                    if (greeted.getAndSet(true)) {
                        never.await();
                    }
                    return Loopback.version("26.1", "1.44", "1.24");
                });
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            var lost = catchThrowableOfType(Unanswered.class, () -> api.nextEvents("since=0", Duration.ofMillis(20)));

            assertThat(lost.reason()).contains("does not answer at " + engine.address());
        }
    }

    @Test
    void expectedRefusalsAreValues() throws Exception {
        try (var engine = new Loopback((method, path) -> path.equals("/_ping")
                        ? Loopback.version("26.1", "1.44", "1.24")
                        : new Loopback.Answer(409, "{\"message\":\"name is taken\"}"));
                var api = new DockerApi(engine.address(), SHORT, EngineCertificates.NONE)) {
            var reply = api.post("/containers/x/rename?name=y");
            assertThat(reply.conflict()).isTrue();
            assertThat(reply.problem()).isEqualTo("name is taken");
        }
    }
}
