package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call to Docker is carried out and its reply never comes: berth looks, and goes on. */
@Timeout(120)
class LostReplyIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(LostReplyIT::stackOnTwoNetworks);

    private final TinyStack stack = STAGE.stack();

    /** The pause must be over before its limit even where the machine is busy. */
    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST \\S+/containers/create",
                "POST \\S+/kill",
                "POST \\S+/rename\\S+parked",
                "POST \\S+/start",
            })
    void aLostReplyIsNoReasonToStop(String call) throws Exception {
        arrivesThough(call);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "POST \\S+/networks/\\S+/connect",
                "POST \\S+/update",
                "GET \\S+/events",
                "POST \\S+/rename(?!\\S+parked)",
                "POST \\S+/restart",
                "DELETE \\S+/containers",
                "GET \\S+/containers/json",
            })
    void aLostReplyToWhateverElseIsNoReasonToStop(String call) throws Exception {
        arrivesThough(call);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST \\S+/rename\\S+next", "POST \\S+/start", "DELETE \\S+/containers"})
    void aLostReplyIsNoReasonToStayOnTheWayBack(String call) throws Exception {
        comesBackThough(call);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                "POST \\S+/containers/create",
                "POST \\S+/networks/\\S+/connect",
                "POST \\S+/update",
                "POST \\S+/kill",
                "GET \\S+/events",
                "POST \\S+/rename(?!\\S+next)",
                "POST \\S+/restart",
            })
    void aLostReplyToWhateverElseIsNoReasonToStayOnTheWayBack(String call) throws Exception {
        comesBackThough(call);
    }

    private void arrivesThough(String lost) throws Exception {
        try (var docker = new LossyDocker(temporary.resolve("docker.sock"))) {
            runs(docker, lost, "apply", "--yes");
        }

        stack.assertMigrated();
        assertOnBothNetworks();
    }

    private void comesBackThough(String lost) throws Exception {
        try (var docker = new LossyDocker(temporary.resolve("docker.sock"))) {
            // The way back asks the engine that the journal names.
            stack.berth("apply", "--yes", "--docker", docker.address()).ends(0);

            runs(docker, lost, "rollback");
        }

        stack.assertAsBefore();
        assertOnBothNetworks();
    }

    private void runs(LossyDocker docker, String call, String... words) throws Exception {
        var all = Stream.concat(Stream.of(words), Stream.of("--docker", docker.address()));
        try (var writers = new Writers(stack)) {
            docker.loses(call);

            stack.berth(all.toArray(String[]::new)).ends(0);

            assertThat(docker.lost()).isTrue();
            writers.awaitMore();
            writers.assertNothingLost();
        }
    }

    /** Engines before 1.44 take one network when a container is made; the others are connected one by one. */
    private static TinyStack stackOnTwoNetworks() {
        var stack = new TinyStack(Moored.postgres("main"));
        Shell.docker("network", "create", second(stack));
        Shell.docker("network", "connect", second(stack), stack.container("main"));
        return stack;
    }

    private static String second(TinyStack stack) {
        return stack.project() + "_second";
    }

    private void assertOnBothNetworks() {
        var networks = Shell.docker(
                "inspect",
                "--format",
                "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}",
                stack.container("main"));
        assertThat(networks.lines().filter(name -> !name.isBlank()))
                .containsExactlyInAnyOrder(stack.project() + "_default", second(stack));
    }
}
