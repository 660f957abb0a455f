package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetersTest {
    private static final Pattern NAME = Pattern.compile("`(berth_[a-z_]+)");

    @Test
    void thePageNamesEveryFigureAndNoOther() throws IOException {
        var registry = new SimpleMeterRegistry();

        new Meters(new Board(), registry).register();

        assertThat(NAME.matcher(Files.readString(Path.of("docs/daemon.md")))
                        .results()
                        .map(name -> name.group(1))
                        .collect(Collectors.toSet()))
                .isEqualTo(registry.getMeters().stream()
                        .map(MetersTest::inPrometheus)
                        .collect(Collectors.toSet()));
    }

    private static String inPrometheus(Meter meter) {
        return meter.getId().getName().replace('.', '_')
                + (meter.getId().getType() == Meter.Type.COUNTER ? "_total" : "");
    }
}
