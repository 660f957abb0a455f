package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.engine.Patience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine that begins an answer and falls silent. */
@Timeout(20)
class ContainerFilesTest {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMinutes(5);

    private Loopback engine;
    private DockerApi api;

    @BeforeEach
    void begin() throws IOException {
        engine = new Loopback((method, path) ->
                path.contains("/archive") ? Loopback.ENDLESS : Loopback.version("26.1", "1.44", "1.24"));
        api = new DockerApi(engine.address(), Limits.DEFAULTS, EngineCertificates.NONE);
    }

    @AfterEach
    void end() {
        api.close();
        engine.close();
    }

    @Test
    void whatComesNoMoreIsGivenUp() {
        assertThatThrownBy(() -> read(SHORT, () -> false)).hasMessageStartingWith("it hangs: ");
    }

    @Test
    void whoAsksToEndNeedNotWaitForMore() {
        assertThatThrownBy(() -> read(LONG, this::asked)).isInstanceOf(InterruptedIOException.class);
    }

    @Test
    void whatIsTakenWithoutAnAnswerIsGivenUp() {
        assertThatThrownBy(() -> files(SHORT, () -> false).write("/data", new ByteArrayInputStream(new byte[100])))
                .hasMessageStartingWith("it hangs: ");
    }

    private void read(Duration silence, BooleanSupplier interrupted) throws IOException {
        files(silence, interrupted).read("/data", body -> body.transferTo(OutputStream.nullOutputStream()));
    }

    private ContainerFiles files(Duration silence, BooleanSupplier interrupted) {
        return new ContainerFiles(api, "c1", new Patience(Duration.ofHours(1), silence, interrupted));
    }

    private boolean asked() {
        return engine.asked.stream().anyMatch(asked -> asked.contains("/archive"));
    }
}
