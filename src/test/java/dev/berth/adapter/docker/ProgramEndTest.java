package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a program that ran in a container. */
class ProgramEndTest {
    private static final Loopback.Answer VERSION = Loopback.version("26.1", "1.44", "1.24");

    @ParameterizedTest
    @CsvSource({
        "0, true, 0",
        "137, true, 137",
        // A shell that finds no program says so.
        "126, true, 126",
        // An engine says so, too, of a program whose container was killed.
        "126, false, -1",
    })
    void aProgramWentWithItsContainerWhateverTheEngineSaysOfIt(int said, boolean runs, int meant) throws Exception {
        var looks = new AtomicInteger();
        try (var engine = new Loopback((method, path) -> path.endsWith("/exec/e1/json")
                        ? run(looks.incrementAndGet() < 3, said)
                        : path.endsWith("/containers/c1/json")
                                ? container(runs || looks.incrementAndGet() < 6)
                                : VERSION);
                var api = new DockerApi(engine.address(), Limits.DEFAULTS, EngineCertificates.NONE)) {
            int code = new ProgramEnd(api, "c1", "e1").code();

            assertThat(code).isEqualTo(meant);
        }
    }

    private static Loopback.Answer container(boolean runs) {
        return new Loopback.Answer(200, "{\"State\":{\"Running\":" + runs + "}}");
    }

    private static Loopback.Answer run(boolean running, int code) {
        return new Loopback.Answer(200, "{\"Running\":" + running + ",\"ExitCode\":" + (running ? "null" : code) + "}");
    }
}
