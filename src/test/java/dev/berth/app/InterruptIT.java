package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.plan.ContainerStep;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ctrl-C and TERM: the run ends at a safe point and says what comes next. */
@Timeout(120)
class InterruptIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @Test
    void anInterruptedRunGoesBack() throws Exception {
        try (var run = Berthed.run(stack, "apply", "--yes")) {
            assertThat(run.reaches(Berthed.entry("Began", "stop-container"))).isTrue();
            run.signal("INT");

            assertThat(run.ends()).as(run.said()).isEqualTo(20);
            assertThat(run.said()).contains("stopping", "rolled back", "interrupted", "berth apply");
        }
        stack.assertAsBefore();
    }

    @Test
    void aSecondSignalChangesNothing() throws Exception {
        try (var run = Berthed.run(stack, "apply", "--yes")) {
            assertThat(run.reaches(Berthed.entry("Began", "create-replacement")))
                    .isTrue();
            run.signals("INT", "INT", "TERM");

            assertThat(run.ends()).as(run.said()).isEqualTo(20);
        }
        stack.assertAsBefore();
    }

    @Test
    void anInterruptionBeforeTheFirstStepChangesNothing() {
        stack.berth(new Ran.Way().interrupted(() -> true), "apply", "--yes")
                .ends(20)
                .says("rolled back", "interrupted; berth apply goes on with what is left");

        stack.assertAsBefore();
    }

    @Test
    void anInterruptionInTheMiddleTakesWhatMovedBack() {
        var wish = new AtomicBoolean();
        var planted = Planted.after(stack, ContainerStep.StartReplacement.class, () -> wish.set(true));

        stack.berth(new Ran.Way().between(planted).interrupted(wish::get), "apply", "--yes")
                .ends(20)
                .says("interrupted");

        assertThat(planted.violations()).isEmpty();
        stack.assertAsBefore();
    }

    @Test
    void ctrlCAtTheQuestionEndsTheCommand() throws Exception {
        var said = Files.createTempFile("berth-it-", ".log");
        var words =
                String.join(" ", Shell.HEEDING) + " " + String.join(" ", Berthed.command(stack.withPolicy("apply")));
        // script gives it a terminal; exec makes the process that script starts the one to be signalled.
        var terminal = new ProcessBuilder("script", "-qec", "exec " + words, "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(said).contains("Type yes"));
            var berth = terminal.descendants()
                    .filter(one -> one.info().command().orElse("").endsWith("java"))
                    .findFirst()
                    .orElseThrow();
            Shell.run("kill", "-INT", String.valueOf(berth.pid()));

            assertThat(terminal.waitFor(20, TimeUnit.SECONDS))
                    .as(Files.readString(said))
                    .isTrue();
            assertThat(terminal.exitValue()).isEqualTo(3);
        } finally {
            terminal.descendants().forEach(ProcessHandle::destroyForcibly);
            terminal.destroyForcibly();
            Files.delete(said);
        }
        stack.assertAsBefore();
    }
}
