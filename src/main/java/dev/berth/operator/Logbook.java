package dev.berth.operator;

import dev.berth.journal.Journal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of one policy of a cluster: PortMigrations of its namespace.
 *
 * @param uid the policy's
 * @param write a plan as text
 * @param read the same, back
 */
public record Logbook(
        KubernetesClient client,
        String namespace,
        String policy,
        String uid,
        Function<Plan, String> write,
        Function<String, Plan> read) {
    /** What a journal has of one step at the most: that it began, was done, and was taken back. */
    private static final int ENTRIES_A_STEP = 3;

    /** What it has of none: who approved it, failures, a person's wish, and its end. */
    private static final int FURTHER_ENTRIES = 10;

    private static final int MOST_STEPS = (MigrationStatus.MOST_ENTRIES - FURTHER_ENTRIES) / ENTRIES_A_STEP;

    /** Why a plan would not find room; what the API server refused half-way would neither go on nor back. */
    Optional<Refusal> objection(Plan plan) {
        long steps = plan.steps().count();
        if (steps > MOST_STEPS) {
            return Optional.of(tooLarge(plan, "its plan has " + steps + " steps", MOST_STEPS + " fit"));
        }
        int length = write.apply(plan).length();
        return length > MigrationSpec.LONGEST_PLAN
                ? Optional.of(tooLarge(
                        plan,
                        "its plan of " + steps + " steps has " + length + " characters",
                        MigrationSpec.LONGEST_PLAN + " fit"))
                : Optional.empty();
    }

    private static Refusal tooLarge(Plan plan, String has, String fit) {
        return new Refusal(
                plan.namespace() + "/" + plan.policy(),
                has + ", and into a PortMigration " + fit,
                "split the policy, each with some of the databases");
    }

    /** Those whose names go on like this after the policy's, and end in a number. */
    MigrationShelf shelf(String kind) {
        return new MigrationShelf(client, namespace, policy, uid, policy + kind);
    }

    Journal journal(PortMigration object) {
        return ClusterRecords.journal(client, object, read);
    }

    /** None for one that decides nothing. */
    Stream<Journal> counted(PortMigration object) {
        return ClusterRecords.counted(client, object, read);
    }

    /**
     * @param number the one that it gets, unless somebody else has taken it
     * @param rehearses the plan that it rehearses, by its hash
     */
    Journal open(MigrationShelf shelf, int number, Plan plan, @Nullable String rehearses) {
        return new ClusterJournal(client, shelf.open(number, plan, write.apply(plan), rehearses), plan);
    }
}
