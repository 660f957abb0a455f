package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.StateFolder;
import dev.berth.cycle.Finding;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Round;
import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.Outcome;
import dev.berth.execute.sim.Faults;
import dev.berth.execute.sim.Quiet;
import dev.berth.observe.Observation;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final String STUCK = "timescaledb/12-start-replacement";

    private final SimulatedSite place = new SimulatedSite();
    private final Board board = new Board();

    @Test
    void whatIsReadyIsOneShortLine() {
        var found = round().act();

        assertThat(Wording.of(found)).isEqualTo("Ready=True InSync (every database is in its berth)");
    }

    @Test
    void whatIsInPlaceIsNotReadyWhereItsOldPortsCannotBeSeen() {
        var leading = new SimulatedSite("hold-one");
        round(leading).act();
        leading.blindness = Optional.of("nft can't be run");

        var found = round(leading).look();

        assertThat(Wording.of(found))
                .isEqualTo("Ready=False Unseen (it can't be told whether the old ports lead on: nft can't be run"
                        + " — install nftables)");
    }

    @Test
    void anEndThatIsStuckStallsAndCounts() {
        round().act();
        place.now = place.now.plus(Duration.ofDays(7));
        place.faults.apply(SimulatedSite.END, Faults.Kind.NOT_DONE);

        var found = round().act();

        assertThat(Wording.of(found))
                .isEqualTo("Ready=True InSync (every database is in its berth), Stalled=True Stuck (the end of"
                        + " research-stack-1 has begun and is not done — berth retire says why)");
        assertThat(entry(found).outcome()).isEmpty();
        assertThat(board.endings().of(Outcome.Stuck.class)).isEqualTo(1);
    }

    @Test
    void whatWaitsSaysWhyAndWhatWouldLiftIt() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.PLAN);

        assertThat(Wording.of(round().look()))
                .isEqualTo("Ready=False ChangesPending (1 move pending), Waiting=True ChangesWait ("
                        + place.policy.name() + ": the plan wants an approval — --approve "
                        + place.plan().hash() + ")");
    }

    @Test
    void aWayBackThatIsStuckSaysWhatToDoForAsLongAsItRests() {
        entry(stuck());

        var looked = board.withOutcome(round().look());

        assertThat(Wording.of(looked))
                .startsWith("Ready=False Stuck (neither on nor back at " + STUCK + ": planted — lift that; ")
                .contains("Stalled=True Stuck (neither on", "RolledBack=False MigrationUnderWay (going back: planted)");
        assertThat(entry(looked).readiness().cause()).isEqualTo("stuck at " + STUCK + ": planted");
    }

    @Test
    void whatIsStuckIsNotReadyThoughEveryDatabaseIsInItsBerth() {
        entry(stuck());
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("in-sync").snapshot()));

        var looked = board.withOutcome(round().look());

        assertThat(looked.ready()).isFalse();
    }

    @Test
    void aWayBackThatIsNotOverIsNotReadyThoughNobodyKnowsThatItIsStuck() {
        stuck();
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("in-sync").snapshot()));

        var looked = round().look();

        assertThat(Wording.of(looked)).startsWith("Ready=False MigrationUnderWay (a migration is half-done), ");
        assertThat(entry(looked).readiness()).isEqualTo(new Readiness(Optional.empty(), "its migration is half-done"));
    }

    @Test
    void aWayBackThatSomebodyEndedIsStuckNoLonger() {
        entry(stuck());
        round().act();

        var looked = board.withOutcome(round().look());

        assertThat(looked.stuck()).isEmpty();
        assertThat(Wording.of(looked)).contains("RolledBack=True StepFailed (planted)");
    }

    @Test
    void aMigrationsEndDoesNotBeginWithItsName() {
        var found = round().act();

        assertThat(Wording.of(found.outcomes().get(0))).startsWith("migrated in 0.00 s");
    }

    @Test
    void aPolicyThatNoFileHasIsGone() {
        assertThat(Wording.gone(List.of())).isEqualTo("no file has it any more; what it moved stays where it is");
    }

    @Test
    void aPolicyThatMayBeInABadFileIsNotSaidToBeInNone() {
        var flaw = new Violation(new Mark("policy.yaml", 3), "spec", "", "a target");

        assertThat(Wording.gone(List.of(flaw)))
                .isEqualTo("no sound file has it any more; what it moved stays where it is");
    }

    @Test
    void aPolicysDocumentHasWhatTheDaemonKnows() {
        var document = Wording.policy(entry(round().act()));

        assertThat(document)
                .containsEntry("mode", "Enforce")
                .containsEntry("readySince", place.now.toString())
                .containsEntry("waiting", List.of())
                .containsEntry("strays", List.of());
        assertThat(String.valueOf(document.get("lastMigration"))).contains("state=migrated");
        assertThat(((List<?>) document.get("conditions"))).hasSize(7);
        assertThat(String.valueOf(document.get("conditions"))).contains("type=Settled");
    }

    @Test
    void aPolicyThatCannotBeSeenHasADocumentAllTheSame() {
        place.seen = Optional.of(new Observation.Blind<>("Docker is not running", "start Docker"));

        var document = Wording.policy(entry(round().look()));

        assertThat(String.valueOf(document.get("conditions")))
                .contains("Unseen", "Docker is not running — start Docker");
        assertThat(Wording.berths(entry(round().look()))).isEmpty();
    }

    @Test
    void aBerthIsToldWithItsPolicy() {
        assertThat(Wording.berths(entry(round().look())))
                .singleElement()
                .satisfies(berth -> assertThat(berth)
                        .containsAllEntriesOf(Map.of("now", 5432, "wanted", 7000, "inPlace", false))
                        .containsEntry("policy", place.policy.name()));
    }

    private Finding stuck() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        place.faults.undo(STUCK, Faults.Kind.NOT_DONE);
        return round().act();
    }

    private Board.Entry entry(Finding found) {
        board.put(found, new StateFolder(Path.of("/nowhere")));
        return board.entries().get(0);
    }

    private Round round() {
        return round(place);
    }

    private static Round round(SimulatedSite place) {
        return new Round(place.site(), place.clock(), () -> false, new Quiet(), List.of(), stray -> false);
    }
}
