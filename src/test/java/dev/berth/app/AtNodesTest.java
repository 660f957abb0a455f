package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.execute.Attempt;
import dev.berth.execute.sim.Pretended;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AtNodesTest {
    private static final Map<String, Attempt> ANSWERS = Map.of(
            "10.0.0.1", new Attempt.Done("a"),
            "10.0.0.2", new Attempt.Done("a"),
            "10.0.0.3", new Attempt.Done("b"),
            "10.0.0.4", Attempt.notDone("nobody answers"));

    @Test
    void whatAllPodsSayIsTheEvidence() {
        assertThat(pods("", true, "10.0.0.3", "10.0.0.1", "10.0.0.2").apply()).isEqualTo(new Attempt.Done("a b"));
    }

    @Test
    void onePodThatDoesNotAnswerIsEnough() {
        assertThat(pods("a", false, "10.0.0.1", "10.0.0.4").apply()).isEqualTo(Attempt.notDone("nobody answers"));
    }

    @Test
    void anotherDatabaseIsNoAnswer() {
        assertThat(pods("a", false, "10.0.0.1", "10.0.0.3").apply())
                .isEqualTo(Attempt.notDone(
                        "another database answers at the nodes of StatefulSet/main: its identity is" + " a b, not a"));
    }

    @Test
    void whereNoPodIsReadyNobodyAnswers() {
        assertThat(pods("", true).apply()).isEqualTo(Attempt.notDone("no pod of StatefulSet/main is ready"));
    }

    @Test
    void takenBackTheSameAnswersAgain() {
        assertThat(pods("a", true, "10.0.0.3").undo()).isInstanceOf(Attempt.NotDone.class);
        assertThat(pods("a", true, "10.0.0.2").undo()).isEqualTo(new Attempt.Done("a"));
    }

    @Test
    void whatOnlyWaitedForAnAnswerHasNothingToTakeBack() {
        assertThat(pods("a", false, "10.0.0.4").undo()).isEqualTo(Attempt.done());
    }

    private static AtNodes pods(String identities, boolean again, String... hosts) {
        return new AtNodes(
                "StatefulSet/main",
                () -> Stream.of(hosts).map(AtNodesTest::endpoint).toList(),
                pod -> new Pretended(ANSWERS.getOrDefault(pod.host(), Attempt.done())),
                identities,
                again);
    }

    private static Endpoint endpoint(String host) {
        return new Endpoint("main", EngineKind.POSTGRESQL, host, 7000, 5432, Credentials.NONE);
    }
}
