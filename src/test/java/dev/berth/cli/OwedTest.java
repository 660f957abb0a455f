package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.observe.Debt;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command says and does about what a killed run still owes a database. */
class OwedTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);

    @BeforeEach
    void killARun() {
        place.owed.add(new Debt("questdb", "CHECKPOINT RELEASE"));
    }

    @Test
    void theStatusTellsOfItAndLeavesItAsItIs() {
        var ran = desk.run("status");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).containsPattern("Settled +False +Owed +questdb is owed “CHECKPOINT RELEASE”");
        assertThat(place.owed).hasSize(1);
    }

    @Test
    void itIsAFindingOfHealth() {
        var ran = desk.run("health");

        assertThat(ran.code()).isEqualTo(11);
        assertThat(ran.out())
                .endsWith(
                        "❌ questdb is owed “CHECKPOINT RELEASE” since a run broke off; berth apply or backup gives it,"
                                + " and the daemon by itself\n");
        assertThat(desk.run("health", "-o", "json")
                        .document()
                        .at("/owed/0/what")
                        .asText())
                .isEqualTo("CHECKPOINT RELEASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "health"})
    void whatARunOwesThatIsAtWorkIsNotToldOf(String command) {
        desk.busy = true;

        assertThat(desk.run(command).out()).doesNotContain("is owed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply --yes", "stragglers", "rollback"})
    void aCommandGivesItBeforeItsOwnWorkWhereItActs(String words) {
        var ran = desk.run(words.split(" "));

        boolean acts = !words.equals("stragglers");
        assertThat(ran.err().contains("questdb was owed “CHECKPOINT RELEASE” since a run broke off, and has it now\n"))
                .isEqualTo(acts);
        assertThat(place.owed.isEmpty()).isEqualTo(acts);
    }

    @Test
    void howTheDatabaseIsThenIsSaidWhereThatIsNotPlain() {
        place.owed.clear();
        place.owed.add(new Debt("cache", "REPLICAOF NO ONE: for people\nfor programs"));
        place.restored = "it holds what it held before";

        assertThat(desk.run("status").out()).contains("cache is owed “REPLICAOF NO ONE: for people”\n");
        assertThat(desk.run("apply", "--yes").err())
                .contains("cache was owed “REPLICAOF NO ONE: for people” since a run broke off, and has it now:"
                        + " it holds what it held before\n");
    }

    @Test
    void whatIsNotOwedAnyMoreIsNotSaidToBeGiven() {
        place.unowed = Optional.of("the checkpoint that is open in it is somebody else's, and is left alone");

        var ran = desk.run("apply", "--yes");

        assertThat(ran.err())
                .contains("questdb was owed “CHECKPOINT RELEASE” since a run broke off; nothing is owed any more:"
                        + " the checkpoint that is open in it is somebody else's, and is left alone\n")
                .doesNotContain("has it now");
    }

    @Test
    void whyItCantBeGivenIsSaid() {
        place.stiff = true;

        var ran = desk.run("apply", "--yes");

        assertThat(ran.err())
                .contains("questdb is owed “CHECKPOINT RELEASE” since a run broke off, and can't be given it:"
                        + " Connection refused\n");
        assertThat(place.owed).hasSize(1);
    }
}
