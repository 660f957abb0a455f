package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Answer;
import dev.berth.engine.Answer.NotYet;
import dev.berth.engine.Answer.Silent;
import dev.berth.engine.Answer.Well;
import dev.berth.engine.Engine;
import dev.berth.engine.Engines;
import dev.berth.engine.Login;
import dev.berth.engine.Logins;
import dev.berth.execute.Attempt;
import dev.berth.execute.Effect;
import dev.berth.observe.Observation;
import dev.berth.plan.Phase;
import dev.berth.plan.Plan;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step.Head;
import dev.berth.policy.Credentials;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Rollback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ProbeEffectsTest {
    private static final Head HEAD = new Head("step", Phase.SWITCH, "kong 5433 → 7002");
    private static final Endpoint KONG =
            new Endpoint("kong", EngineKind.POSTGRESQL, "127.0.0.1", 7002, 5432, Credentials.NONE);
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Where it is the answers that end the wait, however slow the machine is. */
    private static final Duration AMPLE = Duration.ofSeconds(5);

    @Test
    void anAnswerIsConfirmedWithItsIdentity() {
        var effect = effect(new Scripted(new NotYet("starting up"), new Well("42")), confirm(AMPLE));

        assertThat(effect.apply()).isEqualTo(new Attempt.Done("42"));
    }

    @Test
    void aDatabaseThatStaysSilentIsNotConfirmedAndSaysWhy() {
        var effect = effect(new Scripted(new Silent("Connection refused")), confirm());

        assertThat(effect.apply())
                .isEqualTo(Attempt.notDone(
                        "kong (PostgreSQL 127.0.0.1:7002) gave no good answer within 200 ms:" + " Connection refused"));
    }

    @Test
    void takingAConfirmationBackAwaitsTheAnswerAgain() {
        var effect = effect(new Scripted(new Silent("Connection refused"), new Well("42")), confirm(AMPLE));

        assertThat(effect.undo()).isEqualTo(new Attempt.Done("42"));
    }

    @Test
    void takingAConfirmationBackFailsWithoutAnAnswer() {
        var effect = effect(new Scripted(new NotYet("starting up")), confirm());

        assertThat(effect.undo()).isInstanceOf(Attempt.NotDone.class);
    }

    @Test
    void anotherDatabaseOnTheWayBackIsNotTakenForTheConfirmedOne() {
        var effect = effect(new Scripted(new Well("43")), confirm(), Map.of(HEAD.id(), "42"));

        assertThat(effect.undo())
                .isEqualTo(Attempt.notDone("another database answers at kong (PostgreSQL 127.0.0.1:7002):"
                        + " its identity is 43, not 42"));
    }

    @Test
    void theSameDatabaseIsAwaited() {
        var effect =
                effect(new Scripted(new NotYet("starting up"), new Well("42")), await(AMPLE), Map.of("confirm", "42"));

        assertThat(effect.apply()).isEqualTo(new Attempt.Done("42"));
    }

    @Test
    void anotherDatabaseAtThePortIsNotTakenForIt() {
        var effect = effect(new Scripted(new Well("43")), await(), Map.of("confirm", "42"));

        assertThat(effect.apply())
                .isEqualTo(Attempt.notDone("another database answers at kong (PostgreSQL 127.0.0.1:7002):"
                        + " its identity is 43, not 42"));
    }

    /** Patience that counted from the question would outlast the test. */
    @Test
    void anAnswerIsAwaitedFromTheBeginningOfThePauseAndAskedForOnceEvenPastIt() {
        var began = Instant.now().minus(Duration.ofHours(1)).toString();
        var await = new ProbeStep.AwaitAnswer(HEAD, KONG, "confirm", Duration.ofMinutes(1), "stop");

        var effect = effect(new Scripted(new Silent("Connection refused")), await, Map.of("stop", began));

        assertThat(effect.apply())
                .isEqualTo(Attempt.notDone(
                        "kong (PostgreSQL 127.0.0.1:7002) gave no good answer within 0 ms:" + " Connection refused"));
    }

    @Test
    void anEngineWithoutIdentityIsAwaitedByItsAnswerAlone() {
        var effect = effect(new Scripted(new Well("")), await(), Map.of("confirm", ""));

        assertThat(effect.apply()).isEqualTo(Attempt.done());
    }

    @Test
    void anObjectionToTheCheckpointIsPassedOn() {
        var effect = effect(
                new Scripted(new Silent("it keeps its data in memory only")), new ProbeStep.Checkpoint(HEAD, KONG));

        assertThat(effect.apply())
                .isEqualTo(Attempt.notDone("kong (PostgreSQL 127.0.0.1:7002) is not ready to be stopped:"
                        + " it keeps its data in memory only"));
    }

    @Test
    void aCredentialThatLeadsNowhereIsNamed() {
        Logins nowhere = (credentials, root) -> {
            throw new Logins.UnresolvedCredentials("env KONG_PASSWORD is not set");
        };

        var effect = effect(new Scripted(new Well("42")), nowhere, confirm(), Map.of());

        assertThat(effect.apply()).isEqualTo(Attempt.notDone("kong: env KONG_PASSWORD is not set"));
    }

    @Test
    void whoeverAsksLogsInAsThePlanHadIt() {
        var effect = effect(new Scripted(new Well("42")), new Moved(), confirm(), Map.of());

        assertThat(effect.undo()).isEqualTo(new Attempt.Done("42"));
    }

    @Test
    void onTheWayBackADatabaseThatStartsSlowlyIsWaitedForLongerThanItsSessionsWere() {
        var starting = new Scripted(new Silent("Connection refused"), new Silent("Connection refused"), new Well("42"));

        var effect = effect(starting, new ProbeStep.DrainSessions(HEAD, KONG, Duration.ZERO));

        assertThat(effect.undo()).isInstanceOf(Attempt.Done.class);
    }

    @Test
    void anEngineThatIsNotSupportedIsRefused() {
        var points = new Endpoint("points", EngineKind.QDRANT, "127.0.0.1", 7020, 6333, Credentials.NONE);

        var effect = effect(new Scripted(new Well("42")), new ProbeStep.ConfirmAnswer(HEAD, points, PATIENCE));

        assertThat(effect.apply())
                .isEqualTo(Attempt.notDone(
                        "points: Qdrant is not supported by this version of berth;" + " supported are PostgreSQL"));
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        var effect = effect(new Scripted(new Silent("Connection refused")), await(Duration.ofMinutes(1)));
        Thread.currentThread().interrupt();

        var attempt = effect.apply();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempt).isEqualTo(Attempt.notDone("interrupted before an answer came"));
    }

    @Test
    void aProbeIsAskedAnewEachTime() {
        assertThat(effect(new Scripted(new Well("42")), confirm()).holds()).isFalse();
    }

    /** This machine by an address that does not look so. */
    @Test
    void aPortOfAnotherHostIsAskedThereAndNotTakenHere() throws IOException {
        var away = "tcp://[::ffff:127.0.0.1]:2376";
        try (var bound = new Socket();
                var listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            bound.bind(new InetSocketAddress("127.0.0.1", 0));

            var free = effect(away, new ProbeStep.CheckPortFree(HEAD, "", bound.getLocalPort()));
            var taken = effect(away, new ProbeStep.CheckPortFree(HEAD, "", listening.getLocalPort()));

            assertThat(free.apply()).isEqualTo(Attempt.done());
            assertThat(taken.apply())
                    .isEqualTo(Attempt.notDone("port " + listening.getLocalPort()
                            + " is taken by somebody who answers at ::ffff:127.0.0.1"));
        }
    }

    private static ProbeStep confirm() {
        return confirm(PATIENCE);
    }

    private static ProbeStep confirm(Duration patience) {
        return new ProbeStep.ConfirmAnswer(HEAD, KONG, patience);
    }

    private static ProbeStep await() {
        return await(PATIENCE);
    }

    private static ProbeStep await(Duration patience) {
        return new ProbeStep.AwaitAnswer(HEAD, KONG, "confirm", patience, "");
    }

    private static Effect effect(Engine engine, ProbeStep step) {
        return effect(engine, step, Map.of());
    }

    private static Effect effect(Engine engine, ProbeStep step, Map<String, String> evidence) {
        return effect(engine, (credentials, root) -> Login.NONE, step, evidence);
    }

    private static Effect effect(Engine engine, Logins logins, ProbeStep step, Map<String, String> evidence) {
        return effect("unix:///var/run/docker.sock", engine, logins, step, evidence);
    }

    private static Effect effect(String docker, ProbeStep step) {
        return effect(docker, new Scripted(new Well("42")), (credentials, root) -> Login.NONE, step, Map.of());
    }

    private static Effect effect(
            String docker, Engine engine, Logins logins, ProbeStep step, Map<String, String> evidence) {
        var engines = new Engines(Map.of(EngineKind.POSTGRESQL, engine));
        var plan = new Plan(
                "policy",
                "default",
                "",
                "/root",
                Optional.of(new DockerTarget(docker, "project", List.of(), ".env")),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.of(),
                List.of(),
                "");
        return new ProbeEffects(engines, logins, () -> new Observation.Blind<>("", ""), Clock.systemUTC(), () -> false)
                .of(plan, step, evidence);
    }

    /** Logins that are to be found only where the plan's project has them. */
    private static final class Moved implements Logins {
        @Override
        public Login resolve(Credentials credentials, String root) throws UnresolvedCredentials {
            throw new UnresolvedCredentials("variable KONG_PASSWORD is not in later.env");
        }

        @Override
        public Logins by(Optional<DockerTarget> planned) {
            return planned.<Logins>map(target -> (credentials, root) -> Login.NONE)
                    .orElse(this);
        }
    }

    /** An engine that gives its answers one after the other and stays with the last. */
    private static final class Scripted implements Engine {
        private final Queue<Answer> answers;

        Scripted(Answer... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public Answer probe(Endpoint endpoint, Login login, Duration timeout) {
            return answers.size() > 1 ? answers.remove() : answers.element();
        }

        @Override
        public Answer checkpoint(Endpoint endpoint, Login login, Duration timeout) {
            return probe(endpoint, login, timeout);
        }
    }
}
