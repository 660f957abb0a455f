package dev.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceRulesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int LONGEST = 150;
    private static final Pattern TYPE = Pattern.compile(
            "^(public |final |abstract |sealed |non-sealed |strictfp )*(class|interface|record|enum|@interface) \\w+");

    /** Sources that may be longer, by their path below {@code src/main/java/dev/berth}, and why. */
    private static final Map<String, String> LONGER = Map.of(
            "adapter/docker/DockerApi.java",
            "one conversation with an engine: greeting, calls, and what to do when it breaks off");

    @Test
    void noTypeIsLongerThanAPersonReadsAtOnce() throws IOException {
        var longer = new ArrayList<String>();
        for (var source : sources()) {
            if (linesOfTypes(Files.readAllLines(source)) > LONGEST) {
                longer.add(MAIN.resolve("dev/berth").relativize(source).toString());
            }
        }

        assertThat(longer)
                .as(
                        "types longer than %d lines, imports not counted; split them, or list them here with the reason",
                        LONGEST)
                .containsExactlyInAnyOrderElementsOf(LONGER.keySet());
    }

    @Test
    void everyTypeSaysItsRole() throws IOException {
        var silent = new ArrayList<String>();
        for (var source : sources()) {
            if (!source.endsWith("package-info.java")) {
                typesWithoutARole(Files.readAllLines(source)).forEach(type -> silent.add(source + ": " + type));
            }
        }

        assertThat(silent).as("top-level types without a Javadoc sentence").isEmpty();
    }

    @Test
    void everyPackageSaysItsRoleAndIsNullMarked() throws IOException {
        var folders = sources().stream().map(Path::getParent).distinct().toList();

        assertThat(folders)
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                        .content()
                        .matches("(?s)/\\*\\*.*\\.\\s*\\*/\\s*@NullMarked\\s+package .*"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static int linesOfTypes(List<String> lines) {
        int first = 0;
        while (first < lines.size() && !TYPE.matcher(lines.get(first)).find()) {
            first++;
        }
        return lines.size() - first;
    }

    private static List<String> typesWithoutARole(List<String> lines) {
        var silent = new ArrayList<String>();
        for (int at = 0; at < lines.size(); at++) {
            if (TYPE.matcher(lines.get(at)).find() && !hasRole(lines.subList(0, at))) {
                silent.add(lines.get(at));
            }
        }
        return silent;
    }

    /** Whether a Javadoc comment of at least one sentence stands right above, annotations left out. */
    private static boolean hasRole(List<String> above) {
        var text = String.join("\n", above);
        int start = text.lastIndexOf("/**");
        int stop = text.indexOf("*/", Math.max(start, 0));
        if (start < 0 || stop < 0) {
            return false;
        }
        var between = text.substring(stop + 2).strip();
        return text.substring(start, stop).contains(".")
                && (between.isEmpty() || between.startsWith("@") && !between.contains("}\n"));
    }
}
