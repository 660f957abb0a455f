package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.cycle.Site;
import dev.berth.execute.sim.Faults;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RehearseTest {
    private final SimulatedSite place = new SimulatedSite();
    private final SimulatedSite copy = new SimulatedSite();
    private final Desk desk = new Desk(place);
    private final String before = place.world.toString();
    private final List<String> flaws = new ArrayList<>();
    private Optional<String> left = Optional.empty();
    private Duration taking = Duration.ZERO;
    private int takenDown;

    @Test
    void aPlanThatPassedIsRemembered() {
        var ran = rehearse();

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("research-stack: rehearsed forth and back in 0.00 s\n  plan " + hash() + "\n");
        assertThat(place.rehearsed).containsOnlyKeys(hash());
        assertThat(place.world).hasToString(before);
        assertThat(takenDown).isOne();
    }

    @Test
    void thePassIsOneDocument() {
        var ran = rehearse("-o", "json");

        assertThat(ran.document().path("rehearsal").asText()).isEqualTo("passed");
        assertThat(ran.document().path("detail").asText()).isEqualTo(hash());
    }

    @Test
    void aPolicyThatWantsARehearsalMovesOnlyAfterOne() {
        place.policy = PolicyWith.rollout(place.policy, new Rollout(List.of(), Optional.empty(), false, true));

        assertThat(desk.run("apply", "--yes").err())
                .isEqualTo("refused: research-stack: this plan was not rehearsed — berth rehearse\n"
                        + "nothing was changed\n");
        rehearse();
        assertThat(desk.run("apply", "--yes").code()).isZero();
    }

    @Test
    void copiesThatCannotBeMovedFailIt() {
        copy.faults.apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE);

        var ran = rehearse("-o", "json");

        assertThat(ran.code()).isEqualTo(20);
        assertThat(ran.err())
                .endsWith("the rehearsal failed: the copies could not be moved: planted"
                        + " (timescaledb/16-remove-parked); nothing real was touched\n");
        assertThat(ran.document().path("rehearsal").asText()).isEqualTo("failed");
        assertThat(place.rehearsed).isEmpty();
        assertThat(takenDown).isOne();
    }

    @Test
    void copiesThatCannotBeTakenBackFailIt() {
        copy.faults.undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);

        var ran = rehearse();

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.err()).contains("the copies could not be taken back: planted (timescaledb/05-edit-file)");
    }

    @Test
    void copiesThatAreNotAsBeforeFailIt() {
        flaws.add("the copy of .env is not as it was");

        var ran = rehearse();

        assertThat(ran.code()).isEqualTo(21);
        assertThat(ran.err())
                .contains("after the way back the copy of .env is not as it was; nothing real was touched");
        assertThat(place.rehearsed).isEmpty();
    }

    @Test
    void howLongAFailureTookIsTold() {
        flaws.add("the copy of .env is not as it was");
        taking = Duration.ofSeconds(2);

        var ran = rehearse("-o", "json");

        assertThat(ran.document().path("elapsedMs").asLong()).isEqualTo(2000);
    }

    @Test
    void whatIsLeftOverIsTold() {
        left = Optional.of("a volume");

        assertThat(rehearse().err()).endsWith("left over: a volume; the next berth rehearse removes it\n");
    }

    @Test
    void withoutAStageItIsRefused() {
        var ran = desk.run("rehearse");

        assertThat(ran)
                .isEqualTo(new Ran(3, "", "refused: rehearsal: no stage here — make one\nnothing was changed\n"));
    }

    @Test
    void inSyncThereIsNothingToRehearse() {
        desk.run("apply", "--yes");

        var ran = rehearse();

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("staging/research-stack: in sync");
        assertThat(takenDown).isZero();
    }

    private Ran rehearse(String... words) {
        desk.rehearsing = new Workplace.Rehearsing.Ready(new Copies());
        var all = new ArrayList<>(List.of("rehearse"));
        all.addAll(List.of(words));
        return desk.run(all.toArray(String[]::new));
    }

    private String hash() {
        return place.plan().hash();
    }

    /** A stage with one copy. */
    private final class Copies implements Workplace.Stage {
        @Override
        public Site site() {
            place.now = place.now.plus(taking);
            return copy.site();
        }

        @Override
        public List<String> flaws() {
            return List.copyOf(flaws);
        }

        @Override
        public Optional<String> takeDown() {
            takenDown++;
            return left;
        }
    }
}
