package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.file.PlanJson;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.observe.ClusterFacts;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import dev.berth.plan.Decision.Refusal;
import dev.berth.plan.Plan;
import dev.berth.plan.PolicyWith;
import dev.berth.policy.Database;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which plans find room in a PortMigration, from their beginning to the end of their way back. */
class LogbookTest {
    /** As many as one policy may have. */
    private static final int MOST_DATABASES = 64;

    private final KubernetesClient nobody = new KubernetesClientBuilder().build();
    private final PlanJson json = new PlanJson();

    @AfterEach
    void end() {
        nobody.close();
    }

    @Test
    void theGreatestPolicyIsToBeSplit() {
        assertThat(objection(plan(MOST_DATABASES)))
                .map(Refusal::toString)
                .contains("shop/shop: its plan has 576 steps, and into a PortMigration 163 fit"
                        + " — split the policy, each with some of the databases");
    }

    @Test
    void whatIsTakenFindsRoomThereAndBack() {
        var taken = IntStream.rangeClosed(1, MOST_DATABASES)
                .mapToObj(LogbookTest::plan)
                .takeWhile(plan -> objection(plan).isEmpty())
                .toList();

        var greatest = taken.get(taken.size() - 1);

        assertThat(taken).hasSize(18);
        // Each step began, was done and was taken back; beside that it was approved, failed, was recalled and closed.
        assertThat(3 * greatest.steps().count() + 4).isLessThanOrEqualTo(500);
        assertThat(json.text(greatest)).hasSizeLessThanOrEqualTo(262144);
    }

    @Test
    void aPlanOfFewStepsMayBeTooLongAllTheSame() {
        var book = new Logbook(nobody, "shop", "shop", "", plan -> "x".repeat(262145), json::plan);

        assertThat(book.objection(plan(1)))
                .map(Refusal::reason)
                .contains("its plan of 9 steps has 262145 characters, and into a PortMigration 262144 fit");
    }

    private Optional<Refusal> objection(Plan plan) {
        return new Logbook(nobody, "shop", "shop", "", json::text, json::plan).objection(plan);
    }

    /** Of that many databases, each behind a Service whose port has no name. */
    private static Plan plan(int databases) {
        var one = ClusterPolicy.SHOP.databases().get(0);
        var policy = PolicyWith.databases(
                ClusterPolicy.SHOP,
                IntStream.range(0, databases)
                        .mapToObj(number -> database(one, number))
                        .toList(),
                List.of());
        var facts = new ClusterFacts(
                IntStream.range(0, databases).mapToObj(LogbookTest::service).toList());
        return ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts))
                .plan()
                .orElseThrow();
    }

    private static Database database(Database one, int number) {
        return new Database(
                "main-" + number,
                one.engine(),
                new Database.Runner.Service("main-" + number),
                List.of(new Database.Port("sql", 5432, 7000 + number, Optional.empty(), one.mark())),
                Optional.empty(),
                Optional.empty(),
                one.mark());
    }

    private static ClusterFacts.Service service(int number) {
        return new ClusterFacts.Service(
                "main-" + number,
                "ClusterIP",
                false,
                "10.0.0.1",
                Optional.empty(),
                List.of("helm"),
                List.of(new ClusterFacts.Port("", 5432, "5432", Optional.of(5432))),
                1);
    }
}
