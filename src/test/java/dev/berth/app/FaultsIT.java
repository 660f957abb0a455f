package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.plan.ContainerStep;
import dev.berth.plan.FileStep;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Something goes wrong in the middle: as before with 20, or migrated with 0, and never two engines on one volume. */
@Timeout(120)
class FaultsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();
    private final String container = stack.container("main");
    private final String parked = container + "-berth-parked";
    private final Moored main = stack.first();

    /** The pause must be over before its limit even where the machine is busy. */
    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 30s");
    }

    @Test
    void aPortTakenBeforeTheStartIsRefusedWithItsOwner() throws Exception {
        try (var thief = thief()) {
            stack.berth("apply", "--yes").ends(3).says(String.valueOf(thief.getLocalPort()), "java (pid");
        }

        stack.assertAsBefore();
    }

    @Test
    void aPortTakenAfterThePlanIsFoundBeforeAnythingStops() throws Exception {
        var thieves = new Thieves();
        try (thieves) {
            rolledBack(Planted.before(stack, ProbeStep.CheckPortFree.class, thieves::take))
                    .says(String.valueOf(main.after()));
        }

        stack.assertAsBefore();
    }

    @Test
    void aPortTakenBetweenStopAndStartTakesTheMoveBack() throws Exception {
        var thieves = new Thieves();
        try (thieves) {
            rolledBack(Planted.after(stack, ContainerStep.StopContainer.class, thieves::take))
                    .says(String.valueOf(main.after()));
        }

        stack.assertAsBefore();
    }

    @Test
    void aContainerThatSomebodyRenamedIsFoundByItsId() {
        var renamed = Planted.before(
                stack, ContainerStep.StopContainer.class, () -> Shell.docker("rename", parked, container + "-mine"));

        migrated(renamed);

        stack.assertMigrated();
    }

    @Test
    void aContainerThatSomebodyRemovedBeforeTheStopComesBackFromItsRecipe() {
        rolledBack(before(ContainerStep.StopContainer.class, () -> Shell.docker("rm", "-f", parked)))
                .says("somebody removed it");

        stack.assertAsBefore();
    }

    @Test
    void aContainerThatSomebodyRemovedAfterTheStopIsNoLongerNeeded() {
        migrated(after(ContainerStep.StopContainer.class, () -> Shell.docker("rm", parked)));

        stack.assertMigrated();
    }

    @Test
    void anOldContainerThatSomebodyStartedAgainIsNotJoinedByItsReplacement() {
        rolledBack(after(ContainerStep.StopContainer.class, () -> Shell.docker("start", parked)))
                .says("two engines on one volume");

        stack.assertAsBefore();
    }

    @Test
    @Tag("slow")
    void aParkedContainerThatIsGoneComesBackFromItsRecipeWhenTheMoveFails() {
        rolledBack(after(ContainerStep.PromoteReplacement.class, () -> {
            Shell.docker("rm", parked);
            Shell.docker("rm", "-f", container);
        }));

        stack.assertAsBefore();
    }

    @Test
    void aReplacementThatSomebodyRemovedTakesTheMoveBack() {
        rolledBack(after(ContainerStep.CreateReplacement.class, () -> Shell.docker("rm", container + "-berth-next")));

        stack.assertAsBefore();
    }

    @Test
    @Tag("slow")
    void aReplacementThatSomebodyStoppedTakesTheMoveBack() {
        rolledBack(before(ProbeStep.AwaitAnswer.class, () -> Shell.docker("stop", container)));

        stack.assertAsBefore();
    }

    @Test
    void aReplacementThatSomebodyRestartedIsWaitedFor() {
        migrated(before(ProbeStep.AwaitAnswer.class, () -> Shell.docker("restart", container)));

        stack.assertMigrated();
    }

    @Test
    void anOldContainerThatSomebodyRestartedIsStoppedAllTheSame() {
        migrated(before(ContainerStep.StopContainer.class, () -> Shell.docker("restart", parked)));

        stack.assertMigrated();
    }

    @Test
    void inThePauseNobodyCanBeStartedByTheName() {
        migrated(after(
                ContainerStep.StartReplacement.class,
                () -> assertThat(Shell.attempt("docker", "restart", container).said())
                        .contains("No such container")));

        stack.assertMigrated();
    }

    @Test
    void anEffectThatActedAndThenBrokeIsTakenBack() {
        rolledBack(after(ContainerStep.StartReplacement.class, () -> {
                    throw new IllegalStateException("planted");
                }))
                .says("planted");

        stack.assertAsBefore();
    }

    @Test
    void aFileThatBecameReadOnlyTakesTheMoveBack() {
        var file = stack.folder().resolve("compose.yaml").toString();
        rolledBack(before(FileStep.EditFile.class, () -> Shell.run("chattr", "+i", file)))
                .says("compose.yaml");

        Shell.run("chattr", "-i", file);
        stack.assertAsBefore();
    }

    @Test
    void aDatabaseThatDoesNotComeUpIsTakenBack() {
        var network = stack.project() + "_default";
        rolledBack(after(
                ContainerStep.StartReplacement.class,
                () -> Shell.docker("network", "disconnect", "--force", network, container + "-berth-next")));

        stack.assertAsBefore();
    }

    @Test
    void aClientThatNeverAnswersTakesTheMoveBackAndIsItselfBack() throws Exception {
        int port = Berths.outside();
        stack.policy("restart: worker\n", "restart: worker\n      probe: {http: \"http://127.0.0.1:" + port + "/\"}\n");
        var started = startOf("worker");
        try (var silent = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
            stack.berth("apply", "--yes").ends(20).says("worker", String.valueOf(silent.getLocalPort()));
        }

        assertThat(startOf("worker")).isNotEqualTo(started);
        stack.assertAsBefore();
    }

    @Test
    void aRollbackByHandNeedsNoParkedContainer() {
        stack.berth("apply", "--yes").ends(0);
        main.insert(main.after(), 9);

        stack.berth("rollback").ends(0).says("answers again");

        stack.assertAsBefore(9);
    }

    @Test
    void aRollbackByHandNeedsNotEvenTheMigratedContainer() {
        stack.berth("apply", "--yes").ends(0);
        main.insert(main.after(), 9);
        Shell.docker("stop", container);
        Shell.docker("rm", container);

        stack.berth("rollback").ends(0);

        stack.assertAsBefore(9);
    }

    @Test
    void aRollbackAfterSomebodyChangedAFileIsRefusedBeforeAnythingGoesBack() throws Exception {
        stack.berth("apply", "--yes").ends(0);
        var env = stack.folder().resolve(".env");
        var left = Files.readString(env);
        Files.writeString(env, left + "NEW=1\n");

        stack.berth("rollback").ends(3).says(".env", "changed since berth edited it");

        assertThat(main.answers(main.after())).isTrue();
        Files.writeString(env, left);
        stack.assertMigrated();
        stack.berth("rollback").ends(0);
        stack.assertAsBefore();
    }

    @Test
    void aRollbackWhoseContainerSomebodyMadeAnewIsRefusedBeforeAnythingGoesBack() {
        stack.berth("apply", "--yes").ends(0);
        stack.compose("up", "-d", "--force-recreate", "main");
        await().atMost(Duration.ofSeconds(30)).until(() -> main.insert(main.after(), 10));

        stack.berth("rollback")
                .ends(3)
                .says(container, "made by somebody else", "docker rm " + container, "nothing was changed");

        assertThat(main.rows(main.after())).contains(10L);
        assertThat(Ruleset.tablesOf(stack.project())).as("of its old port").isNotEmpty();
        Shell.docker("stop", container);
        Shell.docker("rm", container);
        stack.berth("rollback").ends(0);
        stack.assertAsBefore(10);
    }

    private Ran rolledBack(Planted planted) {
        return run(planted).ends(20).says("rolled back", "going back");
    }

    private void migrated(Planted planted) {
        run(planted).ends(0).says("migrated");
    }

    private Ran run(Planted planted) {
        try (var writers = new Writers(stack)) {
            var ran = stack.berth(new Ran.Way().between(planted), "apply", "--yes");
            assertThat(planted.happened()).as("%s%s", ran.out(), ran.err()).isTrue();
            assertThat(planted.violations()).isEmpty();
            writers.awaitMore();
            writers.assertNothingLost();
            return ran;
        }
    }

    private Planted before(Class<? extends Step> kind, Runnable deed) {
        return Planted.before(stack, kind, deed);
    }

    private Planted after(Class<? extends Step> kind, Runnable deed) {
        return Planted.after(stack, kind, deed);
    }

    private String startOf(String service) {
        return Shell.docker("inspect", "--format", "{{.State.StartedAt}}", stack.container(service));
    }

    private ServerSocket thief() throws IOException {
        return new ServerSocket(main.after(), 5, InetAddress.getLoopbackAddress());
    }

    /** Takes the new port when told, and gives it back at the end. */
    private final class Thieves implements AutoCloseable {
        private final java.util.List<ServerSocket> sockets = new java.util.ArrayList<>();

        void take() {
            try {
                sockets.add(thief());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
