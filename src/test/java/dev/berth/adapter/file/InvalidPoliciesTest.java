package dev.berth.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.policy.Reading;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds each sample in {@code policies/invalid} to the violations that the file of the same name and the ending
 * {@code .expected} lists, one a line, in order, whole.
 */
class InvalidPoliciesTest {
    private static final Path SAMPLES = Path.of("src/test/resources/policies/invalid");

    static Stream<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyViolationIsReportedWithItsPlaceItsValueAndWhatIsAllowed(String sample) throws IOException {
        List<String> expected = Files.readAllLines(SAMPLES.resolve(sample.replace(".yaml", ".expected")));

        List<String> found = violations(SAMPLES.resolve(sample)).stream()
                .map(Violation::toString)
                .map(line -> line.replace(SAMPLES + "/", ""))
                .toList();

        assertThat(found).isNotEmpty().containsExactlyElementsOf(expected);
    }

    @Test
    void noSecretWrittenInClearIsRepeated() {
        List<Violation> found = violations(SAMPLES.resolve("secrets-in-clear.yaml"));

        assertThat(found)
                .isNotEmpty()
                .noneMatch(violation -> violation.toString().contains("hunter"));
    }

    @Test
    void everyExpectationBelongsToASample() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            assertThat(files.map(Path::toString).filter(name -> name.endsWith(".expected")))
                    .allMatch(name -> Files.exists(Path.of(name.replace(".expected", ".yaml"))));
        }
    }

    private static List<Violation> violations(Path path) {
        Reading reading = PolicyFiles.read(List.of(path));
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid) reading).violations();
    }
}
