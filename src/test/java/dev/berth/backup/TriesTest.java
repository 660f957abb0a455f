package dev.berth.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.History;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.EngineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TriesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final Proof PROVED = new Proof.Proved(NOW);
    private static final Proof FAILED = new Proof.Failed(NOW, "an extension is missing");

    @Test
    void ofManyTheFirstAndTheLastStay() {
        var tries = List.of(backup(24, PROVED), backup(18, PROVED), backup(12, PROVED), backup(6, PROVED));
        var newest = backup(0, PROVED);

        assertThat(superfluous(tries, newest)).containsExactly(tries.get(1), tries.get(2));
    }

    @Test
    void whereNoneIsProvedItIsTheSame() {
        var tries = List.of(backup(24, FAILED), backup(18, FAILED), backup(12, FAILED));
        var newest = backup(0, FAILED);

        assertThat(superfluous(tries, newest)).containsExactly(tries.get(1));
    }

    @Test
    void onesThatWereProvedStayRatherThanOthers() {
        var tries = List.of(
                backup(30, FAILED), backup(24, PROVED), backup(18, PROVED), backup(12, PROVED), backup(6, FAILED));
        var newest = backup(0, PROVED);

        assertThat(superfluous(tries, newest)).containsExactly(tries.get(0), tries.get(2), tries.get(4));
    }

    @Test
    void theLastThatWasProvedStays() {
        var tries = List.of(backup(24, PROVED), backup(18, PROVED), backup(12, FAILED), backup(6, FAILED));
        var newest = backup(0, FAILED);

        assertThat(superfluous(tries, newest)).containsExactly(tries.get(2), tries.get(3));
    }

    @Test
    void whatNoTryTookStays() {
        var tries = List.of(backup(24, PROVED), backup(12, PROVED), backup(6, PROVED));
        var others = List.of(backup(20, PROVED), backup(10, PROVED), backup(0, PROVED));
        var all = Stream.of(tries, others).flatMap(List::stream).toList();

        assertThat(of(tries).superfluous(all)).containsExactly(tries.get(1));
    }

    @Test
    void whatIsOfAnotherServerThanTheNewestStays() {
        var tries = List.of(backup(24, PROVED), backup(18, PROVED), backup(12, PROVED));
        var newest = backup(0, PROVED, "6001");

        assertThat(superfluous(tries, newest)).isEmpty();
    }

    private static List<Manifest> superfluous(List<Manifest> tries, Manifest newest) {
        var all = new ArrayList<>(tries);
        all.add(newest);
        return of(tries).superfluous(all);
    }

    private static Tries of(List<Manifest> backups) {
        return new Tries(backups.stream().map(Manifest::name).collect(Collectors.toSet()));
    }

    private static Manifest backup(int hours, Proof proof) {
        return backup(hours, proof, "7412");
    }

    private static Manifest backup(int hours, Proof proof, String identity) {
        return new Manifest(
                new BackupName("orders", NOW.minus(Duration.ofHours(hours))),
                EngineKind.POSTGRESQL,
                new ServerFacts("15.14", identity, "postgres", new History(1, 1), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of(),
                Contents.none(Depth.FAST),
                proof);
    }
}
