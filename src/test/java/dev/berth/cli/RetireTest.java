package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.sim.Faults;
import dev.berth.journal.Progress;
import dev.berth.observe.Alias;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.Observation;
import dev.berth.observe.Straggler;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The two commands about old ports: stragglers and retire. */
class RetireTest {
    private final SimulatedSite place = new SimulatedSite("hold-one");
    private final Desk desk = new Desk(place);

    @Test
    void afterApplyThePersonHearsOfTheOldPorts() {
        var ran = desk.run("apply", "--yes");

        assertThat(ran.out())
                .contains("  the old ports go on answering: 5432 → 7000\n"
                        + "  berth stragglers shows who uses them, berth retire lets them go\n");
    }

    @Test
    void statusAndHistoryShowTheOldPortsThatLeadOn() {
        desk.run("apply", "--yes");

        assertThat(desk.run("status").out())
                .contains("old ports lead on (research-stack-1): 5432 → 7000; apply lets them go once nobody uses them,"
                        + " from 2026-01-12T20:00:00Z on, berth retire sooner\n");
        assertThat(desk.run("history").out()).contains("5432 → 7000; berth retire ends it\n");
        assertThat(desk.run("status", "-o", "json")
                        .document()
                        .at("/openMigrations/0/aliases/0/from")
                        .asInt())
                .isEqualTo(5432);
    }

    @Test
    void withoutStragglersTheListSaysSo() {
        desk.run("apply", "--yes");

        assertThat(desk.run("stragglers"))
                .isEqualTo(new Ran(0, "staging/research-stack: nobody uses an old port\n", ""));
    }

    @Test
    void stragglersAreListedWithWhatIsKnownOfThem() {
        desk.run("apply", "--yes");
        seen(Duration.ofMinutes(3).plusSeconds(5));

        var ran = desk.run("stragglers");

        assertThat(ran)
                .isEqualTo(new Ran(
                        0,
                        "  OLD PORT  NEW PORT  WHO              LAST SEEN       CONNECTIONS\n"
                                + "  5432      7000      psql (pid 4711)  3 min 05 s ago  12\n",
                        ""));
    }

    @Test
    void stragglersAreOneDocument() {
        desk.run("apply", "--yes");
        seen(Duration.ZERO);

        var straggler = desk.run("stragglers", "-o", "json").document().at("/stragglers/0");

        assertThat(straggler.path("port").asInt()).isEqualTo(5432);
        assertThat(straggler.path("to").asInt()).isEqualTo(7000);
        assertThat(straggler.path("who").asText()).isEqualTo("psql (pid 4711)");
        assertThat(straggler.path("lastSeen").asText()).isEqualTo("2026-01-05T20:00:00Z");
        assertThat(straggler.path("connections").asInt()).isEqualTo(12);
        assertThat(straggler.at("/processes/0/pid").asInt()).isEqualTo(4711);
    }

    @Test
    void withoutASightOfThePacketFilterNothingIsToldAndNothingRetired() {
        desk.run("apply", "--yes");
        place.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");

        var refused = new Ran(3, "", "refused: stragglers: nft can't be run — install nftables\nnothing was changed\n");
        assertThat(desk.run("stragglers")).isEqualTo(refused);
        assertThat(desk.run("retire", "--yes")).isEqualTo(refused);
    }

    @Test
    void whereNoOldPortLeadsOnNobodyLooks() {
        place.stragglers = new Observation.Blind<>("nft can't be run", "install nftables");

        assertThat(desk.run("stragglers").code()).isZero();
    }

    @Test
    void aMigrationWithoutStragglersIsRetired() {
        desk.run("apply", "--yes");

        var ran = desk.run("retire", "--yes");

        assertThat(ran)
                .isEqualTo(new Ran(
                        0,
                        "research-stack-1: retired; berth rollback can't take it back any more\n"
                                + "  no longer led on: 5432 → 7000; connections that came that way go on until they"
                                + " end\n",
                        "[1/2] timescaledb/21-close-alias  0.00 s\n[2/2] timescaledb/22-discard-recipe  0.00 s\n"));
        assertThat(place.world.toString()).endsWith("held [] paused [] aliases []\nrecipes []");
        assertThat(desk.run("rollback").code()).isEqualTo(3);
        assertThat(desk.run("history").out()).contains("migrated");
    }

    @Test
    void aStragglerKeepsItsOldPort() {
        desk.run("apply", "--yes");
        seen(Duration.ofMinutes(3).plusSeconds(5));
        var before = place.world.toString();

        var ran = desk.run("retire", "--yes");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: 5432: psql (pid 4711) used it 3 min 05 s ago, 12 connections so far — have it use"
                                + " 7000 and wait until 2026-01-12T19:56:55Z, or berth retire --force "
                                + place.plan().hash() + "\nnothing was changed\n"));
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aStragglerFromBeforeTheSoakIsForgotten() {
        desk.run("apply", "--yes");
        seen(Duration.ofDays(7));

        assertThat(desk.run("retire", "--yes").code()).isZero();
    }

    @Test
    void forceTakesTheHashOfThePlan() {
        desk.run("apply", "--yes");
        seen(Duration.ZERO);

        var other = desk.run("retire", "--force", "0123456789ab");
        var right = desk.run("retire", "--force", place.plan().hash().substring(0, 12));

        assertThat(other)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack: no migration to retire has the plan 0123456789ab — one of "
                                + place.plan().hash() + "\nnothing was changed\n"));
        assertThat(right.code()).isZero();
        assertThat(place.world.toString()).contains("aliases []");
    }

    @Test
    void itAsksFirst() {
        desk.run("apply", "--yes");

        assertThat(desk.run("retire").err())
                .startsWith(
                        "refused: research-stack: retire asks before it changes anything, and nobody can answer here"
                                + " — --yes\n");
        desk.terminal = true;
        desk.typed = "no\n";
        assertThat(desk.run("retire").code()).isEqualTo(3);
        desk.typed = "yes\n";
        var ran = desk.run("retire");
        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .contains("Retire research-stack-1 now? Nothing leads on any more: 5432 → 7000. There is no way back"
                        + " from there. Type yes to go on: ");
    }

    @Test
    void withNothingToRetireItIsDone() {
        var ran = desk.run("retire");

        assertThat(ran).isEqualTo(new Ran(0, "staging/research-stack: nothing to retire\n", ""));
    }

    @Test
    void aPolicyThatOnlyReportsRetiresNothing() {
        desk.run("apply", "--yes");
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);

        assertThat(desk.run("retire", "--yes").code()).isEqualTo(3);
    }

    @Test
    void anEndThatFailsIsStuckAndGoesOnTheNextTime() {
        desk.run("apply", "--yes");
        place.faults.apply("timescaledb/21-close-alias", Faults.Kind.NOT_DONE);

        var stuck = desk.run("retire", "--yes", "-o", "json");
        var again = desk.run("retire", "--yes");

        assertThat(stuck.code()).isEqualTo(21);
        assertThat(stuck.document().path("state").asText()).isEqualTo("stuck");
        assertThat(again.code()).isZero();
        assertThat(place.world.toString()).contains("aliases []");
    }

    @Test
    void whatNoMigrationKnowsOfIsSweptAndTold() {
        place.leftovers = List.of(new Alias("", 5432, 7000));

        assertThat(desk.run("retire").err()).isEqualTo("no migration knows of 5432 → 7000: it leads on no longer\n");
        assertThat(desk.run("stragglers").err()).isEmpty();
        desk.run("apply", "--yes");
        assertThat(desk.run("apply", "--yes").err()).isEmpty();
    }

    @Test
    void applyEndsNoSoakOfAPolicyThatOnlyReports() {
        desk.run("apply", "--yes");
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);
        place.now = place.now.plus(Duration.ofDays(30));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(place.world.aliases()).containsExactly(new Alias("", 5432, 7000));
        assertThat(Progress.of(place.records.all().get(0).entries()).standing()).isEqualTo(Progress.Standing.SOAKING);
        assertThat(desk.run("status").out())
                .contains("old ports lead on (research-stack-1): 5432 → 7000; they stay while mode is Observe\n");
    }

    @Test
    void applyClearsAwayNothingOfAPolicyThatOnlyReports() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);
        place.leftovers = List.of(new Alias("", 5432, 7000));

        var ran = desk.run("apply", "--yes");

        assertThat(ran.err()).doesNotContain("it leads on no longer");
        assertThat(place.sweeps).isZero();
    }

    private void seen(Duration ago) {
        place.stragglers = new Observation.Seen<>(List.of(new Straggler(
                5432,
                7000,
                "127.0.0.1",
                true,
                place.now.minus(ago),
                12,
                List.of(new LocalProcess("psql", 4711, "")),
                Optional.empty())));
    }
}
