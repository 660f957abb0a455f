package dev.berth.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.plan.ContainerStep;
import dev.berth.plan.ContentsStep;
import dev.berth.plan.ProbeStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Redis holds is compared across its move, and one that would lose it is not moved. */
@Timeout(120)
@Tag("alone")
class RedisContentsIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.redis("cache")));

    private final TinyStack stack = STAGE.stack();
    private final String data = stack.project() + "_cache-data";

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fast", "Strict"})
    void theSameKeysAreThereAfterTheMove(String depth) {
        stack.policy("spec:\n", "spec:\n  verify: {fingerprint: " + depth + "}\n");
        cli("set", "brief", "x", "px", "400");

        stack.berth("apply", "--yes")
                .ends(0)
                .says("cache: the same ", " keys in 1 databases (" + depth.toLowerCase(Locale.ROOT) + ")");

        stack.assertMigrated();
    }

    @Test
    void aSessionThatStayedOpenWaitsUntilTheStop() throws IOException {
        try (var kept = new Socket("127.0.0.1", stack.first().before())) {
            kept.setSoTimeout(60_000);
            var writing = Planted.after(stack, ContentsStep.NoteContents.class, () -> send(kept, 901));

            stack.berth(new Ran.Way().between(writing), "apply", "--yes")
                    .ends(0)
                    .says("cache: the same ");

            assertThat(writing.happened()).isTrue();
            assertThat(kept.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(stack.first().rows(stack.first().after())).doesNotContain(901L);
    }

    @Test
    void whoWritesByTheContainerNetworkAfterTheStartIsNoLoss() {
        var writing = Planted.after(
                stack,
                ContainerStep.PromoteReplacement.class,
                () -> await().atMost(Duration.ofSeconds(10))
                        .ignoreExceptions()
                        .until(() -> cli("rpush", "rows", "900").matches("[0-9]+")));

        stack.berth(new Ran.Way().between(writing), "apply", "--yes")
                .ends(0)
                .says("cache: not compared: somebody has written since it was started again");

        stack.assertMigrated(900);
    }

    @Test
    void whoWouldHaveWaitedWritesAgainAtOnceWhereTheMoveGoesBackBeforeTheStop() throws IOException {
        var noted = Planted.after(stack, ContentsStep.NoteContents.class, () -> {});
        try (var kept = new Socket("127.0.0.1", stack.first().before())) {
            kept.setSoTimeout(2_000);

            stack.berth(new Ran.Way().between(noted).interrupted(noted::happened), "apply", "--yes")
                    .ends(20);

            send(kept, 900);
            assertThat(kept.getInputStream().read()).isEqualTo(':');
        }
    }

    @Test
    void dataPutBackToAnEarlierStateIsFoundAndTheMoveGoesBack() {
        Shell.docker("stop", stack.container("cache"));
        Shell.copyVolume(data, saved());
        Shell.docker("start", stack.container("cache"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stack.first().insert(stack.first().before(), 77));
        var thief = Planted.after(stack, ContainerStep.StopContainer.class, () -> Shell.copyVolume(saved(), data));

        var ran = stack.berth(new Ran.Way().between(thief), "apply", "--yes");

        Shell.docker("volume", "rm", saved());
        ran.ends(20).says("does not hold what it held: db0 has as many rows, but not the same", "rolled back");
    }

    @Test
    void dataInMemoryOnlyAreNotMoved() throws IOException {
        try (var forgetful = new TinyStack(Moored.redis("cache"))) {
            var compose = forgetful.folder().resolve("compose.yaml");
            Files.writeString(compose, Files.readString(compose).replace("--appendonly, \"yes\"", "--save, \"\""));
            forgetful.compose("up", "-d");
            var cache = forgetful.first();
            await().atMost(Duration.ofSeconds(30)).until(() -> cache.insert(cache.before(), 5));

            for (var command : List.of("plan", "apply --yes")) {
                forgetful
                        .berth(command.split(" "))
                        .ends(3)
                        .says("cache: it keeps its data in memory only, and a stop would lose it"
                                + " — set save points or appendonly yes");
            }

            assertThat(cache.rows(cache.before())).contains(5L);
            assertThat(forgetful.state().resolve("migrations")).isEmptyDirectory();
            forgetful.assertComposeHasNothingToDo();
        }
    }

    @Test
    void oneThatForgetsToKeepItsDataOnceThePlanIsMadeIsNotStopped() {
        var forgetting = Planted.before(stack, ProbeStep.Checkpoint.class, () -> {
            cli("config", "set", "save", "");
            cli("config", "set", "appendonly", "no");
        });

        try {
            stack.berth(new Ran.Way().between(forgetting), "apply", "--yes")
                    .ends(20)
                    .says("is not ready to be stopped: it keeps its data in memory only");
        } finally {
            cli("config", "set", "appendonly", "yes");
        }

        assertThat(forgetting.happened()).isTrue();
        stack.assertAsBefore();
    }

    private String saved() {
        return stack.project() + "_saved";
    }

    private static void send(Socket kept, int row) {
        try {
            kept.getOutputStream().write(("RPUSH rows " + row + "\r\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cli(String... words) {
        var all = new ArrayList<>(List.of("exec", stack.container("cache"), "redis-cli", "-e"));
        all.addAll(List.of(words));
        return Shell.docker(all.toArray(String[]::new)).strip();
    }
}
