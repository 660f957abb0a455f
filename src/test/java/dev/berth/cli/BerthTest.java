package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.journal.DamagedJournal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BerthTest {
    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "status", "health", "history", "rollback", "rehearse"})
    void everyCommandsHelpHasAnExample(String command) {
        var ran = desk.bare(command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("Example: berth " + command + " -f policy.yaml");
        assertThat(ran.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "status", "health", "history", "stragglers"})
    void aCommandThatLooksSaysThatItEndsWhatWasInterrupted(String command) {
        var ran = desk.bare(command, "--help");

        assertThat(ran.out())
                .contains("An interrupted migration is ended first: it goes on, or back")
                .doesNotContain("change nothing");
    }

    @Test
    void noWordsAreAnsweredWithTheUsage() {
        var ran = desk.bare();

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Usage: berth").contains("Start with: berth plan -f policy.yaml");
    }

    @Test
    void anUnknownCommandIsWrongUsage() {
        var ran = desk.run("move");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("move");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        var ran = desk.run("plan", "--force");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--force");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        var ran = desk.run("plan", "-o", "xml");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("xml").contains("json");
    }

    @Test
    void aPolicyIsNeeded() {
        var ran = desk.bare("plan");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("--policy");
    }

    @Test
    void invalidPoliciesAreToldByFileAndLine() {
        desk.opening =
                new Workplace.Opening.Invalid(List.of(new Violation(new Mark("p.yaml", 3), "port", "80", "7000–7999")));

        var ran = desk.run("apply");

        assertThat(ran)
                .isEqualTo(new Ran(2, "", "p.yaml:3: port: “80” — 7000–7999\n1 violation; nothing was changed\n"));
    }

    @Test
    void invalidPoliciesAreOneDocument() {
        desk.opening =
                new Workplace.Opening.Invalid(List.of(new Violation(new Mark("p.yaml", 3), "port", "80", "7000–7999")));

        var ran = desk.run("plan", "-o", "json");

        assertThat(ran.document().at("/violations/0/line").asInt()).isEqualTo(3);
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void whatCannotBeBegunIsRefused() {
        desk.opening = new Workplace.Opening.Unable(new Refusal("state", "is a file", "another folder"));

        var ran = desk.run("plan");

        assertThat(ran).isEqualTo(new Ran(3, "", "refused: state: is a file — another folder\nnothing was changed\n"));
    }

    @Test
    void aBugIsUnexpected() {
        var ran = failing(new IllegalStateException("planted")).run("plan");

        assertThat(ran).isEqualTo(new Ran(1, "", "unexpected error: java.lang.IllegalStateException: planted\n"));
    }

    @Test
    void aDamagedJournalIsRefused() {
        var damage = new DamagedJournal("j.log", 2, 80, "no checksum");

        var ran = failing(damage).run("apply", "--yes");

        assertThat(ran).isEqualTo(new Ran(3, "", damage.getMessage() + "\n"));
    }

    @Test
    void aDamagedJournalIsARefusalInTheDocument() {
        var damaged = failing(new DamagedJournal("j.log", 2, 80, "no checksum"));

        var ran = damaged.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().at("/refusals/0/reason").asText())
                .isEqualTo("the journal j.log is damaged at line 2 (byte 80): no checksum");
        assertThat(ran.document().at("/refusals/0/remedy").asText()).isEqualTo("see docs/journal.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply --yes", "plan", "status", "health", "rehearse"})
    void aDamagedJournalKeepsNoOtherPolicyFromItsTurn(String command) {
        var damaged = failing(new DamagedJournal("j.log", 2, 80, "no checksum"));
        var sound = named("sound");
        damaged.places.add(sound);

        var ran = damaged.run((command + " -o json").split(" "));

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().path("policies")).hasSize(2);
        assertThat(ran.document().at("/policies/0/state").asText()).isEqualTo("refused");
    }

    @Test
    void whatWasDoneBeforeABugIsStillPrinted() {
        var desk = new Desk(new SimulatedSite(), named("failing"));
        desk.places.get(1).failure = Optional.of(new IllegalStateException("planted"));

        var ran = desk.run("apply", "--yes", "-o", "json");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).endsWith("unexpected error: java.lang.IllegalStateException: planted\n");
        assertThat(ran.document().path("policies").findValuesAsText("state")).containsExactly("migrated", "unexpected");
    }

    private static SimulatedSite named(String name) {
        var place = new SimulatedSite();
        place.policy = PolicyWith.name(place.policy, name);
        return place;
    }

    @Test
    void theLockIsGivenBackWhateverHappens() {
        var failing = failing(new IllegalStateException("planted"));

        failing.run("plan");

        assertThat(failing.held).isZero();
    }

    private static Desk failing(RuntimeException failure) {
        var place = new SimulatedSite();
        place.failure = Optional.of(failure);
        return new Desk(place);
    }
}
