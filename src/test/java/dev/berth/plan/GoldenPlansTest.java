package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the planner to one reviewed answer a situation: {@code plans/CASE/policy.yaml} and {@code snapshot.yaml} lead to
 * {@code expected.plan}.
 *
 * <p>{@code mvn surefire:test -Dtest=GoldenPlansTest -Dberth.golden.write=true} writes the answers anew; the diff is for
 * a person to judge. Any other file or folder fails, so that nothing lies there unused.
 */
class GoldenPlansTest {
    private static final boolean WRITE = Boolean.getBoolean("berth.golden.write");

    @TestFactory
    Stream<DynamicTest> everySituationLeadsToItsReviewedAnswer() throws IOException {
        return entries(GoldenCase.FOLDER).stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> holds(folder)));
    }

    private static void holds(Path folder) throws IOException {
        var expected = folder.resolve("expected.plan");
        var text = GoldenCase.named(folder.getFileName().toString()).text();
        if (WRITE) {
            Files.writeString(expected, text);
        }
        assertThat(entries(folder))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("expected.plan", "policy.yaml", "snapshot.yaml");
        assertThat(text).isEqualTo(Files.readString(expected));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
