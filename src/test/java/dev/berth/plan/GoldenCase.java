package dev.berth.plan;

import dev.berth.observe.Snapshot;
import dev.berth.policy.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A situation of {@code src/test/resources/plans}: a policy and what the world looks like. */
public record GoldenCase(Policy policy, Snapshot snapshot) {
    /** Where the situations lie; tests run in the project's folder. */
    public static final Path FOLDER = Path.of("src/test/resources/plans");

    /** Reads one situation by its folder's name. */
    public static GoldenCase named(String name) {
        var folder = FOLDER.resolve(name);
        return new GoldenCase(
                CasePolicy.of(CaseFile.read(folder.resolve("policy.yaml"))),
                CaseSnapshot.of(CaseFile.read(folder.resolve("snapshot.yaml"))));
    }

    public Decision decision() {
        return Planner.decide(policy, snapshot);
    }

    /** The plan that a situation must lead to. */
    public Plan plan() {
        if (decision() instanceof Decision.Pending pending) {
            return pending.plan();
        }
        throw new IllegalStateException("no plan but " + decision());
    }

    String text() {
        var decision = decision();
        if (decision instanceof Decision.Pending pending) {
            return PlanText.of(pending.plan()) + "hash " + pending.plan().hash() + "\n";
        }
        if (decision instanceof Decision.InSync inSync) {
            return "in sync\n" + lines("warning ", inSync.warnings());
        }
        return decision instanceof Decision.Invalid invalid
                ? lines("violation ", invalid.violations())
                : lines("refusal ", ((Decision.Refused) decision).refusals());
    }

    private static String lines(String word, List<?> items) {
        return items.stream().map(item -> word + item + "\n").collect(Collectors.joining());
    }
}
