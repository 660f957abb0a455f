package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.ContainerStep;
import dev.berth.plan.ProbeStep;
import dev.berth.plan.Step;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Docker itself restarts in the middle: berth waits for it, looks again, and ends on one of the two exact states, with
 * every row that was acknowledged meanwhile.
 */
@Timeout(240)
class EngineRestartIT {
    private static PrivateEngine docker;

    private TinyStack stack;

    @BeforeAll
    static void startAnEngine() {
        docker = new PrivateEngine();
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        docker.close();
    }

    @BeforeEach
    void aStackOnIt() {
        stack = TinyStack.on(docker, Moored.redis("cache"));
        stack.hold("drain: 2s, limit: 60s");
    }

    @AfterEach
    void removeIt() {
        stack.close();
    }

    @Test
    void aRestartBeforeTheDatabaseStopsIsSurvived() {
        endsExactly(Planted.before(stack, ContainerStep.StopContainer.class, docker::restart));
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            classes = {
                ContainerStep.CreateReplacement.class,
                ContainerStep.ParkContainer.class,
                ContainerStep.StartReplacement.class,
                ProbeStep.AwaitAnswer.class,
                ContainerStep.RemoveParked.class,
            })
    void aRestartBeforeAStepIsSurvived(Class<? extends Step> kind) {
        endsExactly(Planted.before(stack, kind, docker::restart));
    }

    @Test
    @Tag("slow")
    void aRestartWhileTheStepRunsIsSurvived() throws Exception {
        var restart = new Thread(docker::restart, "restart");
        var way = new Ran.Way().between(effects -> (migration, plan, step, evidence) -> {
            if (step instanceof ContainerStep.StopContainer && restart.getState() == Thread.State.NEW) {
                restart.start();
            }
            return effects.of(migration, plan, step, evidence);
        });

        try (var writers = new Writers(stack)) {
            var ran = stack.berth(way, "apply", "--yes");

            restart.join();
            endedExactly(ran, writers);
        }
    }

    private void endsExactly(Planted planted) {
        try (var writers = new Writers(stack)) {
            var ran = stack.berth(new Ran.Way().between(planted), "apply", "--yes");

            assertThat(planted.happened()).isTrue();
            assertThat(planted.violations()).isEmpty();
            endedExactly(ran, writers);
        }
    }

    private void endedExactly(Ran ran, Writers writers) {
        assertThat(ran.code()).as("%s%s", ran.out(), ran.err()).isIn(0, 20);
        writers.awaitMore();
        writers.assertNothingLost();
        boolean migrated = stack.assertMigratedOrAsBefore();
        ran.ends(migrated ? 0 : 20);
    }
}
