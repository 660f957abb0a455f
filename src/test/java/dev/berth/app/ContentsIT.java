package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ContainerStep;
import dev.berth.plan.ContentsStep;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database holds is compared across its move. */
@Timeout(120)
@Tag("alone")
class ContentsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();
    private final String data = stack.project() + "_main-data";

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fast", "Strict"})
    void theSameRowsAreThereAfterTheMove(String depth) {
        stack.policy("spec:\n", "spec:\n  verify: {fingerprint: " + depth + "}\n");

        stack.berth("apply", "--yes")
                .ends(0)
                .says("main: the same ", " rows in 1 tables (" + depth.toLowerCase(java.util.Locale.ROOT) + ")");

        stack.assertMigrated();
    }

    @Test
    void whatASessionWritesThatStayedOpenIsNoLoss() throws SQLException {
        try (var kept = stack.first().session()) {
            var writing = Planted.after(stack, ContentsStep.NoteContents.class, () -> write(kept));

            stack.berth(new Ran.Way().between(writing), "apply", "--yes")
                    .ends(0)
                    .says(
                            "its history goes on: something wrote between the looks",
                            "1 of 1 tables are there; not the same: ",
                            "public.rows has ");

            assertThat(writing.happened()).isTrue();
        }
        stack.assertMigrated(900);
    }

    @Test
    void dataPutBackToAnEarlierStateIsFoundAndTheMoveGoesBack() {
        Shell.docker("stop", stack.container("main"));
        Shell.copyVolume(data, saved());
        Shell.docker("start", stack.container("main"));
        try (var writers = new Writers(stack)) {
            writers.awaitMore();
        }
        var thief = Planted.after(stack, ContainerStep.StopContainer.class, () -> Shell.copyVolume(saved(), data));

        var ran = stack.berth(new Ran.Way().between(thief), "apply", "--yes");

        Shell.docker("volume", "rm", saved());
        ran.ends(20).says("lacks what it had", "rolled back");
    }

    private String saved() {
        return stack.project() + "_saved";
    }

    private static void write(Connection kept) {
        try (var statement = kept.createStatement()) {
            statement.execute("insert into rows values (900)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
