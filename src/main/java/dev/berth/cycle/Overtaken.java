package dev.berth.cycle;

import dev.berth.journal.Journal;
import dev.berth.journal.Progress;
import dev.berth.plan.ContainerStep.CreateReplacement;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Subject;
import java.util.List;
import java.util.stream.Stream;

/**
 * A migration that is still open although a later one, which has ended, moved its containers once more: what stands there is
 * berth's own, and nothing leads back past it.
 *
 * @param all every migration of the policy, oldest first
 */
record Overtaken(Journal journal, List<Journal> all) {
    /** What is in the way, told by its cause where a later move is that. */
    List<Refusal> explaining(List<Refusal> obstacles) {
        List<Refusal> causes = obstacles.isEmpty() ? List.of() : causes();
        return causes.isEmpty() ? obstacles : causes;
    }

    private List<Refusal> causes() {
        List<String> moved = moved(journal).toList();
        return all.stream()
                .dropWhile(other -> !other.name().equals(journal.name()))
                .skip(1)
                .flatMap(later -> moved(later).filter(moved::contains).map(container -> refusal(container, later)))
                .toList();
    }

    private Refusal refusal(String container, Journal later) {
        return new Refusal(
                container,
                "was moved again since, by " + later.name() + ", which has ended",
                "let " + journal.name() + " end too (berth retire); a policy with the old ports moves it back");
    }

    private static Stream<String> moved(Journal migration) {
        var progress = Progress.of(migration.entries());
        return progress.plan()
                .steps(CreateReplacement.class)
                .filter(progress::applied)
                .map(CreateReplacement::subject)
                .map(Subject::name);
    }
}
