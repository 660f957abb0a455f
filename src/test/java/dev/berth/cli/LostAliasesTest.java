package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.observe.Observation;
import dev.berth.plan.GoldenCase;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Policy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each command says and does about old ports that the packet filter has lost. */
class LostAliasesTest {
    private static final String LOST =
            "  old port 5432 no longer leads to 7000: the packet filter has lost it, as after"
                    + " a restart of the machine; berth apply opens it again\n";
    private static final String AGAIN = "old port 5432 leads to 7000 again: the packet filter had lost it; who used it"
            + " before is forgotten, so its soak begins anew\n";

    private final SimulatedSite place = new SimulatedSite("hold-one");
    private final Desk desk = new Desk(place);

    @BeforeEach
    void moveAndRestartTheMachine() {
        desk.run("apply", "--yes");
        place.world.unalias(place.world.aliases());
    }

    @Test
    void thePlanHasSomethingToDo() {
        var ran = desk.run("plan");

        assertThat(ran.code()).isEqualTo(10);
        assertThat(ran.out())
                .startsWith("staging/research-stack: in sync, every database is in its berth\n")
                .endsWith(LOST);
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void thePlanIsADocument() {
        var document = desk.run("plan", "-o", "json").document();

        assertThat(document.path("state").asText()).isEqualTo("aliasesLost");
        assertThat(document.at("/lostAliases/0/from").asInt()).isEqualTo(5432);
        assertThat(document.at("/lostAliases/0/to").asInt()).isEqualTo(7000);
        assertThat(document.at("/lostAliases/0/obstacle").asText()).isEmpty();
    }

    @Test
    void thePolicyIsNotReady() {
        var ran = desk.run("status");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .containsPattern("Ready +False +AliasesLost +old ports no longer lead on\n")
                .doesNotContain("old ports lead on (")
                .endsWith(LOST);
        assertThat(desk.run("status", "-o", "json")
                        .document()
                        .at("/lostAliases/0/from")
                        .asInt())
                .isEqualTo(5432);
    }

    @Test
    void whoLooksForStragglersHearsOfIt() {
        assertThat(desk.run("stragglers"))
                .isEqualTo(new Ran(0, "staging/research-stack: nobody uses an old port\n" + LOST, ""));
        assertThat(desk.run("stragglers", "-o", "json")
                        .document()
                        .at("/lostAliases/0/from")
                        .asInt())
                .isEqualTo(5432);
    }

    @Test
    void applyOpensThemAgainWithoutAsking() {
        var ran = desk.run("apply");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEqualTo(AGAIN);
        assertThat(place.world.toString()).contains("aliases [5432 → 7000]");
        assertThat(desk.run("plan").code()).isZero();
        assertThat(desk.run("history", "research-stack-1").out()).contains("Renewed", "16-open-alias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "status", "health", "history", "stragglers"})
    void whoOnlyLooksOpensNothing(String command) {
        desk.run(command);

        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void retireOpensThemAndLeavesThemUntilWhoUsesThemIsKnownAgain() {
        var ran = desk.run("retire", "--yes");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        AGAIN + "refused: 5432 → 7000: who used it before 2026-01-05T20:00:00Z is forgotten: the packet"
                                + " filter had lost it — wait until 2026-01-12T20:00:00Z, or berth retire --force "
                                + place.plan().hash() + "\nnothing was changed\n"));
        place.now = place.now.plus(Duration.ofDays(7));
        assertThat(desk.run("retire", "--yes").code()).isZero();
    }

    @Test
    void retireByForceAsksNobody() {
        assertThat(desk.run("retire", "--force", place.plan().hash()).code()).isZero();
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void rollbackTakesThemBackAll() {
        assertThat(desk.run("rollback").code()).isZero();

        assertThat(place.world.aliases()).isEmpty();
        assertThat(desk.run("apply", "--yes").err()).doesNotContain("again: the packet filter");
    }

    @Test
    void whereSomebodyElseHasThePortApplyLeavesItAndSaysSo() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);

        var ran = desk.run("apply", "--yes");

        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .isEqualTo("old port 5432 no longer leads to 7000: the packet filter has lost it, and it stays so:"
                        + " mode is Observe: this policy only reports\n");
        assertThat(place.world.aliases()).isEmpty();
    }

    @Test
    void whatStaysLostIsNothingToDo() {
        place.policy = PolicyWith.mode(place.policy, Policy.Mode.OBSERVE);

        var plan = desk.run("plan", "-o", "json");

        assertThat(plan.code()).isZero();
        assertThat(plan.document().path("state").asText()).isEqualTo("inSync");
        assertThat(plan.document().at("/lostAliases/0/obstacle").asText()).startsWith("mode is Observe");
        assertThat(desk.run("status").out())
                .containsPattern("Ready +True")
                .contains("and it stays so: mode is Observe");
    }

    @Test
    void whatElseIsToDoIsToldAsWell() {
        place.seen =
                Optional.of(new Observation.Seen<>(GoldenCase.named("hold-one").snapshot()));

        var ran = desk.run("plan", "-o", "json");

        assertThat(ran.code()).isEqualTo(10);
        assertThat(ran.document().path("state").asText()).isEqualTo("pending");
        assertThat(ran.document().path("lostAliases")).hasSize(1);
    }

    @Test
    void whereThePacketFilterCannotBeReadThatIsNoted() {
        place.blindness = Optional.of("nft can't be run");

        assertThat(desk.run("plan").err())
                .isEqualTo("note: it can't be told whether the old ports lead on: nft can't be run — install"
                        + " nftables\n");
        assertThat(desk.run("apply").code()).isZero();
    }

    @Test
    void whereThePacketFilterCannotBeReadThePolicyIsNotReady() {
        place.blindness = Optional.of("nft can't be run");

        var ran = desk.run("status");

        assertThat(ran.out())
                .containsPattern("Ready +False +Unseen +it can't be told whether the old ports lead on: nft can't")
                .contains("  old ports should lead on (research-stack-1): 5432 → 7000; ");
    }
}
