package dev.berth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.LostAlias;
import dev.berth.plan.Stray;
import dev.berth.policy.Mark;
import dev.berth.policy.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConditionDocTest {
    private static final Path PAGE = Path.of("docs/conditions.md");
    private static final Observation<List<LostAlias>> NONE_LOST = new Observation.Seen<>(List.of());

    @Test
    void thePageHasEveryReasonAndNoOther() throws IOException {
        assertThat(rows("\\| reason \\|"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Condition.Reason.values()).map(Enum::name).toList());
    }

    @Test
    void thePageHasEveryEventAndNoOther() throws IOException {
        assertThat(rows("\\| event \\|"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Happening.Kind.values()).map(Enum::name).toList());
    }

    /** The first words of the table whose head begins so. */
    private static List<String> rows(String head) throws IOException {
        return Pattern.compile("^\\| `([A-Za-z]+)` \\|.*\\|.*\\|$", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE).split(head, 2)[1].split("\n\n", 2)[0])
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void whatCannotBeSeenIsStalled() {
        assertThat(Condition.unseen("Docker is not running — start Docker"))
                .extracting(condition -> condition.type() + "=" + condition.status() + " " + condition.reason())
                .containsExactly("Ready=False Unseen", "Stalled=True Unseen");
    }

    @Test
    void whatIsInvalidIsNamed() {
        var one = new Violation(new Mark("policy.yaml", 7), "spec.mode", "Often", "Observe, Plan, Enforce");

        assertThat(Condition.of(new Decision.Invalid(List.of(one)), Optional.empty(), List.of(), NONE_LOST)
                        .get(0)
                        .message())
                .isEqualTo("policy.yaml:7: spec.mode: “Often” — Observe, Plan, Enforce");
        assertThat(Condition.of(new Decision.Invalid(List.of(one, one, one)), Optional.empty(), List.of(), NONE_LOST)
                        .get(0)
                        .message())
                .isEqualTo("policy.yaml:7: spec.mode: “Often” — Observe, Plan, Enforce; and 2 more");
    }

    @Test
    void straysAreNamed() {
        assertThat(Shelter.of(List.of(new Stray(7042, "container other"))))
                .isEqualTo(new Condition("Protected", false, Condition.Reason.StrayFound, "7042 (container other)"));
    }
}
