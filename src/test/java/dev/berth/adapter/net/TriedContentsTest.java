package dev.berth.adapter.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.Looked;
import dev.berth.engine.Looked.Partly;
import dev.berth.engine.Looked.Seen;
import dev.berth.engine.Looked.TooMuch;
import dev.berth.engine.Looked.Untold;
import dev.berth.execute.Attempt;
import dev.berth.policy.Credentials;
import dev.berth.policy.Endpoint;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriedContentsTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Endpoint MAIN =
            new Endpoint("main", EngineKind.POSTGRESQL, "127.0.0.1", 5432, 5432, Credentials.NONE);
    private static final History NOW = new History(700, 9000);
    private static final Seen ALL = new Seen(NOW, Contents.none(Depth.FAST));
    private static final TooMuch TOO_MUCH = new TooMuch(NOW);

    @Test
    void whatIsReadInTimeIsNoMoreThanSaid() {
        assertThat(tried(Depth.STRICT, ALL)).isEqualTo(new Attempt.Done("can be read in time"));
    }

    @Test
    void whatTheFirstLookFetchedFromTheDiskTheSecondReadsInTime() {
        assertThat(tried(Depth.STRICT, TOO_MUCH, ALL)).isEqualTo(new Attempt.Done("can be read in time"));
    }

    @Test
    void whoWritesBeforeAnybodyIsHeldIsNoObstacle() {
        assertThat(tried(Depth.STRICT, new Partly(NOW, "somebody wrote while it was looked at")))
                .isEqualTo(new Attempt.Done("can be read in time"));
    }

    @Test
    void underStrictTooMuchStandsInTheWayBeforeAnybodyWaits() {
        assertThat(tried(Depth.STRICT, TOO_MUCH, TOO_MUCH))
                .isEqualTo(Attempt.notDone("verify.fingerprint is Strict, and main (PostgreSQL 127.0.0.1:5432) can't be"
                        + " compared within 100 ms: it holds more than can be read in that time — raise hold.limit, or"
                        + " ask for Fast"));
    }

    @Test
    void underStrictMoreThanCanBeKeptStandsInTheWayBeforeAnybodyWaits() {
        assertThat(tried(Depth.STRICT, ScriptedLooks.many(NOW)))
                .isEqualTo(Attempt.notDone("verify.fingerprint is Strict, and main (PostgreSQL 127.0.0.1:5432) can't be"
                        + " compared: it has more than 2000 objects — ask for Fast"));
    }

    @Test
    void underFastNobodyWaitsForALookAtMoreThanCanBeKept() {
        var evidence = ((Attempt.Done) tried(Depth.FAST, ScriptedLooks.many(NOW))).evidence();

        var noted = new NotedContents(
                        ScriptedLooks.lines(new Partly(NOW, "only its history was looked at")),
                        MAIN,
                        Depth.FAST,
                        PATIENCE,
                        PATIENCE,
                        evidence)
                .apply();

        assertThat(evidence).isEqualTo("it has more than 2000 objects: what it tells at once will be compared alone");
        assertThat(noted).isEqualTo(new Attempt.Done(LookedText.of(new Partly(NOW, "it has more than 2000 objects"))));
    }

    @Test
    void underFastAnEngineThatTellsNothingIsOnRecord() {
        assertThat(tried(Depth.FAST, new Untold("it is a standby")))
                .isEqualTo(new Attempt.Done("can't be read: it is a standby"));
    }

    @Test
    void nobodyWaitsForALookThatWasInVainBefore() {
        var evidence = ((Attempt.Done) tried(Depth.FAST, TOO_MUCH, TOO_MUCH)).evidence();
        var looks = new ArrayDeque<Looked>(List.of(new Partly(NOW, "only its history was looked at"), ALL));

        var noted =
                new NotedContents(ScriptedLooks.lines(looks), MAIN, Depth.FAST, PATIENCE, PATIENCE, evidence).apply();

        assertThat(noted).isEqualTo(new Attempt.Done(LookedText.of(TOO_MUCH)));
        assertThat(looks).containsExactly(ALL);
    }

    @Test
    void whatIsToldAtOnceIsNotedWhereALookWasInVain() {
        var evidence = ((Attempt.Done) tried(Depth.FAST, TOO_MUCH, TOO_MUCH)).evidence();

        var noted = new NotedContents(ScriptedLooks.lines(ALL), MAIN, Depth.FAST, PATIENCE, PATIENCE, evidence).apply();

        assertThat(noted).isEqualTo(new Attempt.Done(LookedText.of(ALL)));
    }

    private static Attempt tried(Depth depth, Looked... looks) {
        return new TriedContents(ScriptedLooks.lines(looks), MAIN, depth, PATIENCE).apply();
    }
}
