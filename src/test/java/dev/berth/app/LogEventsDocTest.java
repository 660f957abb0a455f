package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The events that docs/daemon.md names for alerting are those that the log has. */
class LogEventsDocTest {
    private static final Pattern WRITTEN = Pattern.compile("\\b(?:say|warn)\\(\\s*\"([A-Z][A-Za-z]+)\"");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Path APP = Path.of("src/main/java/dev/berth/app");

    /** What the log has in common with the events of a cluster stands there. */
    private static final Path HAPPENING = Path.of("src/main/java/dev/berth/report/Happening.java");

    @Test
    void everyEventOfTheLogIsExplained() throws IOException {
        assertThat(documented()).containsAll(matches(WRITTEN, sources()));
    }

    @Test
    void noEventIsExplainedThatTheLogNeverHas() throws IOException {
        var sources = sources() + Files.readString(HAPPENING);

        assertThat(documented())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(sources).containsPattern("\\b" + event + "\\b"));
    }

    private static Set<String> documented() throws IOException {
        var section = Files.readString(Path.of("docs/daemon.md"))
                .split("## Its log")[1]
                .split("\n## ")[0];
        var names = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .collect(Collectors.joining());
        return matches(NAMED, names);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.newDirectoryStream(APP, "*.java")) {
            for (var file : files) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
