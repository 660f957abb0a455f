package dev.berth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.SimulatedSite;
import dev.berth.execute.sim.Faults;
import dev.berth.journal.DamagedJournal;
import dev.berth.journal.Entry;
import dev.berth.plan.FileStep;
import dev.berth.plan.PolicyWith;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackTest {
    private final SimulatedSite place = new SimulatedSite();
    private final Desk desk = new Desk(place);
    private final String before = place.world.toString();

    @Test
    void theNewestMigrationIsTakenBack() {
        desk.run("apply", "--yes");

        var ran = desk.run("rollback");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .isEqualTo("research-stack-1: rolled back in 0.00 s: asked by hand\n"
                        + "  TimescaleDB 127.0.0.1:5432 answers again (timescaledb)\n");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void theWayBackIsOneDocument() {
        desk.run("apply", "--yes");

        var ran = desk.run("rollback", "-o", "json");

        assertThat(ran.document().path("state").asText()).isEqualTo("rolledBack");
        assertThat(ran.document().path("reason").asText()).isEqualTo("asked by hand");
    }

    @Test
    void withNothingToTakeBackItIsRefused() {
        var ran = desk.run("rollback");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err())
                .startsWith(
                        "refused: research-stack: no open migration: there is nothing to take back — berth history");
    }

    @Test
    void onlyTheNewestCanBeNamed() {
        desk.run("apply", "--yes");

        var ran = desk.run("rollback", "research-stack-0");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack: research-stack-0 is not the newest open migration"
                                + " — first roll back research-stack-1\nnothing was changed\n"));
        assertThat(desk.run("rollback", "research-stack-1").code()).isZero();
    }

    @Test
    void aFileThatSomebodyChangedIsNotOverwritten() {
        desk.run("apply", "--yes");
        place.world.put(".env", "TIMESCALEDB_PORT=7777\n");
        var after = place.world.toString();

        var ran = desk.run("rollback");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).startsWith("refused: .env: changed since berth edited it");
        assertThat(place.world).hasToString(after);
    }

    @Test
    void aWishThatCannotBeWrittenIsRefused() {
        desk.run("apply", "--yes");
        var after = place.world.toString();
        place.records.full = true;

        var ran = desk.run("rollback");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: state: no way back can be begun: no space left — make room there"
                                + " or make it writable; less than a megabyte is needed\nnothing was changed\n"));
        assertThat(place.world).hasToString(after);
    }

    @Test
    void aWayBackThatFailsIsStuck() {
        desk.run("apply", "--yes");
        place.faults.undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);

        assertThat(desk.run("rollback").code()).isEqualTo(21);
        assertThat(desk.run("rollback").code()).isZero();
        assertThat(place.world).hasToString(before);
    }

    @Test
    void anInterruptedMigrationIsTakenBackInsteadOfEnded() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("rollback", "-o", "json");

        assertThat(ran.code()).isZero();
        assertThat(ran.err()).startsWith("taking back research-stack-1, which was interrupted\n");
        assertThat(ran.document().path("state").asText()).isEqualTo("rolledBack");
        assertThat(ran.document().path("reason").asText()).isEqualTo("asked by hand after an interruption");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void anInterruptedMigrationIsTakenBackInTheSameWords() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("rollback");

        assertThat(ran)
                .isEqualTo(new Ran(
                        0,
                        "research-stack-1: rolled back in 0.00 s: asked by hand after an interruption\n",
                        "taking back research-stack-1, which was interrupted\n"));
    }

    @Test
    void anInterruptedMigrationOfAnotherNameIsLeftAlone() {
        place.records.open(place.now, place.plan());

        var ran = desk.run("rollback", "research-stack-0");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).startsWith("refused: research-stack: research-stack-0 is not the newest open migration");
        assertThat(place.records.all().get(0).entries()).hasSize(1);
    }

    @Test
    void aFileThatSomebodyChangedDuringAnInterruptionIsNotOverwritten() {
        var plan = place.plan();
        var edit = plan.steps()
                .filter(step ->
                        step instanceof FileStep.EditFile file && file.path().equals(".env"))
                .findFirst()
                .orElseThrow()
                .id();
        var journal = place.records.open(place.now, plan);
        journal.append(new Entry.Began(place.now, edit));
        journal.append(new Entry.Applied(place.now, edit, ""));
        place.world.put(".env", "TIMESCALEDB_PORT=7777\n");
        var after = place.world.toString();

        var ran = desk.run("rollback");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).startsWith("refused: .env: changed since berth edited it");
        assertThat(place.world).hasToString(after);
    }

    @Test
    void oneThatIsStuckDoesNotKeepTheOthersFromGoingBack() {
        desk.run("apply", "--yes");
        var stuck = new SimulatedSite();
        stuck.policy = PolicyWith.name(stuck.policy, "stuck");
        stuck.now = place.now.plusSeconds(60);
        var only = new Desk(stuck);
        stuck.faults
                .apply(SimulatedSite.LAST, Faults.Kind.NOT_DONE)
                .undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);
        only.run("apply", "--yes");
        stuck.faults.undo("timescaledb/05-edit-file", Faults.Kind.NOT_DONE);
        desk.places.add(stuck);

        var ran = desk.run("rollback");

        assertThat(ran.code()).isEqualTo(21);
        assertThat(place.world).hasToString(before);
    }

    @Test
    void oneWhoseJournalIsDamagedKeepsNoOtherFromGoingBack() {
        desk.run("apply", "--yes");
        var damaged = new SimulatedSite();
        damaged.policy = PolicyWith.name(damaged.policy, "damaged");
        damaged.records.damage = Optional.of(new DamagedJournal("j.log", 2, 80, "no checksum"));
        desk.places.add(0, damaged);

        var ran = desk.run("rollback", "-o", "json");

        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.document().path("policies").findValuesAsText("state")).containsExactly("rolledBack", "refused");
        assertThat(place.world).hasToString(before);
    }

    @Test
    void aMigrationWhoseEndHasBegunIsRefused() {
        desk.run("apply", "--yes");
        place.now = place.now.plus(Duration.ofDays(8));
        place.faults.apply("timescaledb/17-discard-recipe", Faults.Kind.NOT_DONE);
        desk.run("apply", "--yes");

        var ran = desk.run("rollback");

        assertThat(ran)
                .isEqualTo(new Ran(
                        3,
                        "",
                        "refused: research-stack: research-stack-1 has come to its end, and nothing goes back from"
                                + " there — a policy with the old ports moves the databases back\n"
                                + "nothing was changed\n"));
    }
}
