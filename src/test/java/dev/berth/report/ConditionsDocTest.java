package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionsDocTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void everyReasonSaysWhatItMeansAndWhatToDo() throws IOException {
        var documented = ROW.matcher(Files.readString(Path.of("docs/conditions.md")))
                .results()
                .map(row -> row.group(1));

        assertThat(documented)
                .containsExactlyElementsOf(Stream.of(Condition.Reason.values())
                        .map(Condition.Reason::name)
                        .toList());
    }
}
