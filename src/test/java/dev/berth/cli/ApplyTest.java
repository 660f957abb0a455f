package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.sim.Faults;
import dev.berth.observe.Observation;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApplyTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);
    private final String before = place.world.toString();

    @Test
    void everyDatabaseIsMoved() {
        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .isEqualTo("research-stack-1: migrated in 0.00 s\n  timescaledb 5432 → 7000\n"
                        + "  sessions now: timescaledb 3 (2 idle)\n"
                        + "  berth rollback takes it back; then nothing answers on the new ports\n");
        assertThat(ran.err()).contains("[16/16] timescaledb/16-remove-parked  0.00 s\n");
        assertThat(place.world.toString()).isNotEqualTo(before);
    }

    @Test
    void aSecondTimeThereIsNothingToDo() {
        desk.run("apply", "--yes");

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isZero();
        assertThat(ran.document().path("state").asText()).isEqualTo("inSync");
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void aSoakThatIsOverEndsAndThatIsSaid() {
        desk.run("apply", "--yes");
        place.now = place.now.plus(Duration.ofDays(7));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).endsWith("research-stack-1: retired; berth rollback can't take it back any more\n");
    }

    @Test
    void aSoakWhoseEndIsStuckIsSaid() {
        desk.run("apply", "--yes");
        place.now = place.now.plus(Duration.ofDays(7));
        place.faults.apply(SimulatedSite.END, Faults.Kind.NOT_DONE);

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.err())
                .isEqualTo("research-stack-1: stuck at " + SimulatedSite.END
                        + ": planted\n  lift the reason, then run: berth retire\n");
    }

    @Test
    void whyNoSoakEndsIsNoted() {
        var leading = new SimulatedSite("hold-one");
        var console = new Desk(leading);
        console.run("apply", "--yes");
        leading.now = leading.now.plus(Duration.ofDays(7));
        leading.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");

        var ran = console.run("apply", "--yes");

        assertThat(ran.err()).isEqualTo("note: no soak ends: nft can't be run — install nftables\n");
    }

    @Test
    void theOutcomeIsOneDocument() {
        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.document().path("state").asText()).isEqualTo("migrated");
        assertThat(ran.document().at("/berths/0/to").asInt()).isEqualTo(7000);
    }

    @Test
    void severalPoliciesAreOneDocument() {
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(other.policy, "other");
        other.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);
        desk.places.add(other);

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.document().path("policies").findValuesAsText("state")).containsExactly("migrated", "rolledBack");
    }

    @Test
    void thePoliciesBehindAnInterruptionAreRefused() {
        var other = new SimulatedSite();
        other.policy = PolicyWith.name(other.policy, "other");
        desk.places.add(other);
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("in-sync").snapshot()));
        desk.interrupted = true;

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .endsWith("refused: other: not begun: interrupted — run the command again\nnothing was changed\n");
        assertThat(ran.document().path("policies").findValuesAsText("state")).containsExactly("inSync", "refused");
        assertThat(other.records.all()).isEmpty();
    }

    @Test
    void aTierThatIsNotAmongThePoliciesIsRefused() {
        place.policy = PolicyWith.rollout(place.policy, after("dev", Duration.ZERO));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .endsWith("refused: research-stack: waits for " + place.policy.namespace() + "/dev, which is not here"
                        + " — add that policy, or leave it out\nnothing was changed\n");
    }

    @Test
    void aTierAmongThePoliciesMovesFirst() {
        var dev = tier();
        place.policy = PolicyWith.rollout(place.policy, after("dev", Duration.ZERO));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(dev.records.all()).hasSize(1);
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void aTierSoaksSinceItsMigrationCameToItsEnd() {
        var dev = tier();
        place.policy = PolicyWith.rollout(place.policy, after("dev", Duration.ofHours(2)));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .endsWith("refused: research-stack: waits for " + dev.policy.namespace()
                        + "/dev, which is Ready since 2026-01-05T20:00:00Z and soaks — wait until 2026-01-05T22:00:00Z\n"
                        + "nothing was changed\n");
        place.now = place.now.plus(Duration.ofHours(2));
        assertThat(desk.run("apply", "--yes").code()).isZero();
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void aTierThatWasNeverMovedHasNoRecordThatTells() {
        var dev = tier();
        dev.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("in-sync").snapshot()));
        place.policy = PolicyWith.rollout(place.policy, after("dev", Duration.ofHours(2)));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.err())
                .contains("waits for " + dev.policy.namespace()
                        + "/dev, and no record tells since when that is Ready, for it was never moved"
                        + " — berth run, which counts by itself");
    }

    /** Another policy, that comes later among the files. */
    private SimulatedSite tier() {
        var dev = new SimulatedSite();
        dev.policy = PolicyWith.name(dev.policy, "dev");
        desk.places.add(dev);
        return dev;
    }

    private Rollout after(String name, Duration soak) {
        var tier = new Rollout.Tier(place.policy.namespace(), name, soak);
        return new Rollout(List.of(tier), Optional.empty(), false, false);
    }

    @Test
    void aFailureIsTakenBack() {
        place.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.out())
                .isEqualTo("research-stack-1: rolled back in 0.00 s: planted (timescaledb/16-remove-parked)\n"
                        + "  TimescaleDB 127.0.0.1:5432 answers again (timescaledb)\n");
        assertThat(ran.err()).contains("[16/16] timescaledb/16-remove-parked  FAILED: planted; going back\n");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aWayBackThatFailsIsStuck() {
        place.faults
                .apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE)
                .undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.document().path("state").asText()).isEqualTo("stuck");
        assertThat(ran.document().at("/notUndone/0").asText()).isEqualTo("timescaledb/05-edit-file");
    }

    @Test
    void aMigrationWhoseJournalFindsNoPlaceIsRefused() {
        place.records.full = true;

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().at("/refusals/0/subject").asText()).isEqualTo("state");
        assertThat(ran.document().at("/refusals/0/reason").asText())
                .isEqualTo("no journal can be begun: no space left");
        assertThat(ran.err()).endsWith("nothing was changed\n");
    }

    @Test
    void aLockedStateIsRefused() {
        desk.busy = true;

        var ran = desk.run("apply", "--yes");

        assertThat(ran).isEqualTo(new Ran(3, "", "refused: state: the folder is locked — wait\nnothing was changed\n"));
        assertThat(place.records.all()).isEmpty();
    }

    @Test
    void withNobodyToAskItIsRefused() {
        var ran = desk.run("apply");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .endsWith("refused: research-stack: apply asks before it changes anything, and nobody can answer here"
                        + " — --yes, or --approve " + hash() + "\nnothing was changed\n");
        assertThat(place.records.all()).isEmpty();
    }

    @Test
    void aNoIsRefused() {
        desk.terminal = true;
        desk.typed = "no\n";

        var ran = desk.run("apply");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).endsWith("refused: research-stack: not confirmed — answer yes\nnothing was changed\n");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void noAnswerIsANo() {
        desk.terminal = true;

        assertThat(desk.run("apply").code()).isEqualTo(3);
    }

    @Test
    void aYesGoesOn() {
        desk.terminal = true;
        desk.typed = "yes\n";

        var ran = desk.run("apply");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("Type yes to go on: ").contains("step 16 of 16");
    }

    @Test
    void anApprovalAnswersTheQuestion() {
        assertThat(desk.run("apply", "--approve", hash()).code()).isZero();
    }

    @Test
    void twelveDigitsApprove() {
        assertThat(desk.run("apply", "--approve", hash().substring(0, 12)).code())
                .isZero();
    }

    @Test
    void anApprovalOfAnythingElseIsRefused() {
        for (var wrong : List.of(hash().substring(0, 11), "", hash().replace('5', '6'), hash() + "0")) {
            var ran = desk.run("apply", "--yes", "--approve=" + wrong);

            assertThat(ran)
                    .isEqualTo(new Ran(
                            3,
                            "",
                            "refused: research-stack: the approval names plan " + wrong + ", this one is " + hash()
                                    + " — look at the plan again, and approve its hash\nnothing was changed\n"));
        }
    }

    @Test
    void aPolicyThatOnlyPlansWantsAnApproval() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.PLAN);

        assertThat(desk.run("apply", "--yes").code()).isEqualTo(3);
        assertThat(desk.run("apply", "--approve", hash()).code()).isZero();
    }

    @Test
    void anInterruptedMigrationIsEndedFirst() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .startsWith("going on with research-stack-1, which was interrupted\n")
                .endsWith("research-stack-1: migrated in 0.00 s\n  timescaledb 5432 → 7000\n");
        assertThat(place.records.all()).hasSize(1);
    }

    @Test
    void onATerminalTheOutcomeOfARecoveryStandsOnItsOwnLine() {
        place.records.open(place.now, place.plan());
        desk.terminal = true;

        var ran = desk.run("apply", "--yes");

        assertThat(ran.err()).containsPattern("[\\n\\r](\\u001B\\[2K)?research-stack-1: migrated");
    }

    @Test
    void aRecoveryThatIsStuckEndsTheCommand() {
        place.faults
                .apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE)
                .undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);
        place.records.open(place.now, place.plan());

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.document().path("state").asText()).isEqualTo("stuck");
    }

    @Test
    void anInterruptionGoesBackAndLeavesTheOtherPolicies() {
        desk.interrupted = true;
        desk.places.add(new SimulatedSite());

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.err())
                .endsWith(
                        "interrupted; berth apply goes on with what is left\n"
                                + "refused: research-stack: not begun: interrupted — run the command again\nnothing was changed\n");
        assertThat(desk.places.get(1).records.all()).isEmpty();
    }

    private String hash() {
        return place.plan().hash();
    }
}
