package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call to Docker is carried out and its reply never comes: berth looks, and goes on. */
@Timeout(120)
class LostReplyIT {
    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST \\S+/containers/create",
                "POST \\S+/update",
                "POST \\S+/kill",
                "GET \\S+/events",
                "POST \\S+/rename\\S+parked",
                "POST \\S+/rename(?!\\S+parked)",
                "POST \\S+/start",
                "POST \\S+/restart",
                "DELETE \\S+/containers",
                "GET \\S+/containers/json",
            })
    void aLostReplyIsNoReasonToStop(String call) throws Exception {
        try (var docker = new LossyDocker(temporary.resolve("docker.sock"), call);
                var writers = new Writers(stack)) {
            stack.berth("apply", "--yes", "--docker", docker.address()).ends(0);

            assertThat(docker.lost()).isTrue();
            writers.awaitMore();
            writers.assertNothingLost();
        }
        stack.assertMigrated();
    }
}
