package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Rebinding;
import dev.berth.plan.Subject;
import dev.berth.policy.DockerTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A way back knows what the way back of a later move made anew. */
class SecondMoveTest {
    private static final String[] THERE = {
        "save", "create", "disarm", "stop", "park", "promote", "start", "compare", "remove"
    };
    private static final String[] BACK = {
        "remove", "compare", "start", "promote", "park", "stop", "disarm", "create", "save"
    };
    private static final int FIRST = 5432;
    private static final int SECOND = 7000;
    private static final int THIRD = 7100;

    private final Connections engines = new Connections(Limits.DEFAULTS);

    @TempDir
    private Path folder;

    private MemoryEngine engine;
    private MoveRun first;

    @BeforeEach
    void aDatabaseHasMoved() throws IOException {
        engine = new MemoryEngine();
        engine.runs("db", FIRST);
        first = move("m-1", FIRST, SECOND);
        first.apply(THERE);
    }

    @AfterEach
    void end() {
        engines.close();
        engine.close();
    }

    @Test
    void theFirstMoveGoesBackAfterTheSecond() {
        thereAndBack("m-2");

        assertThat(first.effect("park").obstacle()).isEmpty();
        first.undo(BACK);

        assertThat(engine.all()).containsExactly("db runs always " + FIRST);
        assertThat(first.recipes.resolve("remade")).doesNotExist();
    }

    @Test
    void theFirstMoveGoesBackAfterSeveral() {
        thereAndBack("m-2");
        thereAndBack("m-3");

        assertThat(first.effect("park").obstacle()).isEmpty();
        first.undo(BACK);

        assertThat(engine.all()).containsExactly("db runs always " + FIRST);
    }

    @Test
    void whatWasMadeAgainIsKnownFromBeforeItsNote() throws IOException {
        var second = move("m-2", SECOND, THIRD);
        second.apply(THERE);
        second.undo("remove");
        Files.delete(note());

        second.undo(BACK);

        assertThat(first.effect("park").obstacle()).isEmpty();
        assertThat(Files.readString(note())).contains(engine.id("db"));
    }

    @Test
    void aNoteThatCouldNotBeWrittenHoldsUpNothingButTheEndOfTheWayBack() throws IOException {
        var second = move("m-2", SECOND, THIRD);
        second.apply(THERE);
        var inTheWay = Files.createFile(first.recipes.resolve("remade"));
        second.undo("remove", "compare", "start", "promote", "park", "stop", "disarm", "create");
        assertThat(engine.all()).containsExactly("db runs always " + SECOND);

        var refused = MoveRun.reason(second.effect("save").undo());
        Files.delete(inTheWay);
        second.undo("save");

        assertThat(refused).hasValueSatisfying(reason -> assertThat(reason).contains("can't be written"));
        assertThat(first.effect("park").obstacle()).isEmpty();
    }

    @Test
    void nothingIsNotedWhereNoOtherMigrationIsOpen() {
        first.undo(BACK);

        assertThat(first.recipes.resolve("remade")).doesNotExist();
    }

    @Test
    void theNoteGoesWithTheLastMigrationThatMayAsk() {
        thereAndBack("m-2");
        assertThat(note()).exists();

        first.apply("discard");

        assertThat(note()).doesNotExist();
    }

    @Test
    void aNoteThatCannotBeUnderstoodIsNoLicenceToGuess() throws IOException {
        thereAndBack("m-2");
        Files.writeString(note(), "{\"half");
        var before = engine.all();

        var obstacle = first.effect("park").obstacle();
        var undone = MoveRun.reason(first.effect("promote").undo());

        assertThat(obstacle).map(Refusal::subject).contains(note().toString());
        assertThat(undone).hasValueSatisfying(reason -> assertThat(reason).contains(note() + ") can't be understood"));
        assertThat(engine.all()).isEqualTo(before);
    }

    @Test
    void whatSomebodyElseMadeSinceIsStillSomebodyElses() {
        thereAndBack("m-2");
        engine.removes("db");
        engine.runs("db", SECOND);

        var obstacle = first.effect("park").obstacle();

        assertThat(obstacle)
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).contains("somebody else"));
    }

    private void thereAndBack(String migration) {
        var move = move(migration, SECOND, THIRD);
        move.apply(THERE);
        move.undo(BACK);
    }

    private Path note() {
        return first.recipes.resolve("remade").resolve("db.json");
    }

    private MoveRun move(String migration, int from, int to) {
        return new MoveRun(
                migration,
                engines,
                folder,
                new DockerTarget(engine.address(), "berth-test", List.of(), ""),
                new Subject("db", engine.id("db"), "db", Optional.empty()),
                new Rebinding(5432, "tcp", "127.0.0.1", from, to),
                "SIGINT",
                Duration.ofSeconds(5));
    }
}
