package dev.berth.plan;

import static dev.berth.cycle.ClusterPods.MAIN;
import static dev.berth.cycle.ClusterPods.facts;
import static dev.berth.cycle.ClusterPods.port;
import static dev.berth.cycle.ClusterPods.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.cycle.ClusterPods;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.ClusterFacts.Rival;
import dev.berth.observe.Holder;
import dev.berth.observe.Keepers;
import dev.berth.observe.PodTemplate;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database whose pods have a port of their nodes. */
class PodPlanTest {
    private static final PodTemplate.Port OLD = port(5432, Optional.of(5432), "kubectl");

    private Policy policy = ClusterPods.policy(List.of());

    @Test
    void podsWithTheWantedPortAreMoored() {
        assertThat(standing(template(port(5432, Optional.of(7000), "berth")))).isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void podsWithAnotherPortAreElsewhere() {
        assertThat(standing(template(port(80, Optional.of(80), "kubectl"), OLD)))
                .isEqualTo(new ServiceBerth.Elsewhere(5432));
    }

    @Test
    void theyStartAnewBetweenTwoAnswersOfTheSameDatabase() {
        policy = ClusterPods.policy(List.of(ClusterClients.web()));

        var plan = plan(template(OLD));

        assertThat(PlanText.of(plan).lines().filter(line -> line.matches("(move|  PREPARE|  SWITCH|.*answer:).*")))
                .containsExactly(
                        "move StatefulSet/main: main 5432 → 7000; pause PT4S",
                        "  PREPARE StatefulSet/main/01-grant-host-ports: register the grants of StatefulSet/main of shop"
                                + " (db 5432: hostPort 5432 → 7000); because the cluster's guard refuses a pod with a"
                                + " protected port that no grant gives",
                        "  PREPARE StatefulSet/main/02-confirm-workload: have every pod of Deployment/web ready within"
                                + " PT1M (on undo, where one has started since, have all start anew within PT10M); because"
                                + " a client that is not well before would not be well after",
                        "  PREPARE StatefulSet/main/03-confirm-answer: have PostgreSQL StatefulSet/main:5432 answer"
                                + " within PT30S; because the database must be well before it is touched, and again after"
                                + " a rollback",
                        "  PREPARE StatefulSet/main/04-confirm-workload: have every pod of StatefulSet/main ready within"
                                + " PT1M (on undo, where one has started since, have all start anew within PT5M); because"
                                + " a database whose pods are not well is not restarted",
                        "  SWITCH StatefulSet/main/05-patch-host-ports: write to StatefulSet/main of shop (db 5432:"
                                + " hostPort 5432 → 7000), its pods marked by StatefulSet/main/04-confirm-workload; because"
                                + " a pod has one hostPort for a port of its container, and gets another only when it"
                                + " starts",
                        "  SWITCH StatefulSet/main/06-roll-out: have every pod of StatefulSet/main start anew within"
                                + " PT5M, marked by StatefulSet/main/04-confirm-workload; because its pods have the new"
                                + " ports when they start",
                        "  VERIFY StatefulSet/main/07-await-answer: await the answer of PostgreSQL"
                                + " StatefulSet/main:7000 within PT30S, the same as in"
                                + " StatefulSet/main/03-confirm-answer; because an open port is no proof; an answer of the"
                                + " same database is");
        assertThat(plan.steps().map(Step::id).skip(7))
                .containsExactly(
                        "StatefulSet/main/08-patch-value",
                        "StatefulSet/main/09-patch-value",
                        "StatefulSet/main/10-roll-out",
                        "StatefulSet/main/11-probe-clients");
    }

    @Test
    void thePlanSaysThatNobodyIsServedMeanwhileAndWhatToCommit() {
        assertThat(plan(template(OLD)).warnings())
                .containsExactly(
                        "every pod of StatefulSet/main starts anew, and again if it goes back: each connection to hostPort"
                                + " 5432 ends, and there is none until a client uses 7000; 5432 does not answer"
                                + " afterwards, soak or not",
                        "commit to the template of StatefulSet/main {name: db, ports: [{containerPort: 5432, protocol:"
                                + " TCP, hostPort: 7000}]}, or the next apply takes it back by another restart");
    }

    @Test
    void whereOnlyAClientIsBehindNoPodOfTheDatabaseStartsAnew() {
        policy = ClusterPods.policy(List.of(ClusterClients.web()));
        var facts = facts(template(port(5432, Optional.of(7000), "berth")), oldValueByName());

        var plan = ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts))
                .plan()
                .orElseThrow();

        assertThat(plan.steps().map(step -> step.id().substring(20)))
                .containsExactly("confirm-answer", "confirm-workload", "patch-value", "roll-out", "probe-clients");
    }

    @Test
    void aGrantLetsPodsHaveTheirPortAndNoService() {
        assertThat(Grants.of(policy).all()).containsExactly(new Grant("StatefulSet/main", 7000, "shop"));
    }

    @Test
    void aWorkloadThatIsNotThereIsMissing() {
        assertThat(refusal(new ClusterFacts(List.of(), List.of())))
                .isEqualTo("main.sql: there is no StatefulSet/main in namespace shop — make it, or correct workload of"
                        + " main");
    }

    @Test
    void ofAWorkloadThatBerthMayNotReadNoMoreIsKnown() {
        assertThat(refusal(PodTemplate.unread(MAIN, "can't be read (code 403)")))
                .isEqualTo("main.sql: StatefulSet/main can't be read (code 403) — lift that");
    }

    @Test
    void aPortThatNoContainerListsIsMissing() {
        assertThat(refusal(template(port(80, Optional.of(80), "kubectl"))))
                .startsWith("main.sql: no container of StatefulSet/main lists port 5432 by TCP");
    }

    @Test
    void aPortThatIsListedTwiceIsRefused() {
        assertThat(refusal(template(OLD, OLD)))
                .isEqualTo(
                        "main.sql: port 5432 is listed 2 times in StatefulSet/main — have one container list it, once");
    }

    @Test
    void aPortThatNoNodeHasCantMove() {
        assertThat(refusal(template(port(5432, Optional.empty(), "kubectl"))))
                .isEqualTo("main.sql: port 5432 of StatefulSet/main has no hostPort that could move — add a hostPort to"
                        + " it, or name the database by its service");
    }

    @Test
    void onTheNetworkOfTheNodeThePortIsTheContainersOwn() {
        var template = new PodTemplate(MAIN, Keepers.NONE, Optional.empty(), true, 1, 1, 1, List.of(OLD));

        assertThat(refusal(template)).contains("on the network of their nodes, where a port is the container's own");
    }

    @Test
    void aPortOfLoopbackIsOutOfReach() {
        var port = new PodTemplate.Port("db", 5432, Optional.of(5432), "127.0.0.1", List.of("kubectl"));

        assertThat(refusal(template(port))).contains("answers at 127.0.0.1 of its node alone");
    }

    @Test
    void whatReplacesNoPodIsRefused() {
        var template = new PodTemplate(
                MAIN, Keepers.NONE, Optional.of("replaces no pod by itself (OnDelete)"), false, 1, 1, 1, List.of(OLD));

        assertThat(refusal(template))
                .isEqualTo("main.sql: StatefulSet/main replaces no pod by itself (OnDelete) — lift that");
    }

    @Test
    void podsThatAreNotAllReadyAreNotRestarted() {
        var template = new PodTemplate(MAIN, Keepers.NONE, Optional.empty(), false, 2, 1, 2, List.of(OLD));

        assertThat(refusal(template)).isEqualTo("main.sql: 1 of 2 pods of StatefulSet/main are ready — start them all");
    }

    @Test
    void aWorkloadWithoutPodsIsNotMoved() {
        var template = new PodTemplate(MAIN, Keepers.NONE, Optional.empty(), false, 0, 0, 0, List.of(OLD));

        assertThat(refusal(template)).isEqualTo("main.sql: StatefulSet/main has no pods — start them all");
    }

    @Test
    void atItsPortItIsOnceItsPodsHaveStartedWithIt() {
        var wanted = port(5432, Optional.of(7000), "berth");
        var onDelete = Optional.of("replaces no pod by itself (OnDelete)");

        assertThat(refusal(new PodTemplate(MAIN, Keepers.NONE, onDelete, false, 3, 3, 1, List.of(wanted))))
                .isEqualTo("main.sql: 1 of 3 pods of StatefulSet/main have started since its template has hostPort 7000"
                        + " — start the others anew, if nobody else does");

        assertThat(refusal(new PodTemplate(MAIN, Keepers.NONE, onDelete, false, 3, 2, 3, List.of(wanted))))
                .isEqualTo("main.sql: 2 of 3 pods of StatefulSet/main are ready — start them all");
        assertThat(standing(new PodTemplate(MAIN, Keepers.NONE, onDelete, false, 3, 3, 3, List.of(wanted))))
                .isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void aWorkloadOfAnOperatorIsAConflict() {
        var owned = new Keepers(Optional.of("Cluster/main"), Optional.empty());

        assertThat(refusal(new PodTemplate(MAIN, owned, Optional.empty(), false, 1, 1, 1, List.of(OLD))))
                .startsWith("main.sql: StatefulSet/main belongs to Cluster/main, which would take a change back");
    }

    @Test
    void whatARepositoryKeepsIsLeftToItsPeopleInModeEnforce() {
        policy = PolicyWith.mode(policy, Policy.Mode.ENFORCE);

        assertThat(refusal(kept())).endsWith("would take a change back — choose mode Plan, and commit what it says");
    }

    @Test
    void inModePlanTheyAreToldWhatToCommit() {
        policy = PolicyWith.mode(policy, Policy.Mode.PLAN);

        assertThat(plan(kept()).warnings())
                .contains("StatefulSet/main is kept by Argo CD (shop): commit to its template {name: db, ports:"
                        + " [{containerPort: 5432, protocol: TCP, hostPort: 7000}]}");
    }

    @Test
    void aPortThatAControllerWritesIsAConflictWithItsName() {
        assertThat(refusal(template(port(5432, Optional.of(5432), "cnpg"))))
                .startsWith("main.sql: hostPort 5432 of StatefulSet/main is written by cnpg, which may take a change"
                        + " back");
    }

    @Test
    void aPortThatAPodOfAnyNamespaceHasIsAConflict() {
        var facts = facts(template(OLD), List.of())
                .beside(List.of(new Rival(":7000", "Pod stock/old-0", Optional.empty())));

        assertThat(refusal(facts))
                .isEqualTo(
                        "main.sql: hostPort 7000 is of Pod stock/old-0 — take another port, or free this one on every"
                                + " node");
    }

    @Test
    void aPortThatAnotherPolicyMayGoBackToIsAConflict() {
        var facts =
                facts(template(OLD), List.of()).beside(List.of(Rival.policy(":7000", "stock", Optional.of("stock-1"))));

        assertThat(refusal(facts))
                .isEqualTo("main.sql: migration stock-1 of policy stock, which is not over, may need hostPort 7000"
                        + " — take another port, let that end, or take it back");
    }

    @Test
    void aWorkloadThatAnotherPolicyMovesIsAConflict() {
        var facts = facts(template(OLD), List.of())
                .beside(List.of(Rival.policy("StatefulSet/main", "stock", Optional.of("stock-1"))));

        assertThat(refusal(facts))
                .startsWith("main.sql: migration stock-1 of policy stock moves StatefulSet/main, and is not over");
    }

    private static PodTemplate kept() {
        var kept = new Keepers(Optional.empty(), Optional.of("Argo CD (shop)"));
        return new PodTemplate(MAIN, kept, Optional.empty(), false, 1, 1, 1, List.of(OLD));
    }

    /** Of the port that is gone only the policy's own word is left. */
    private static List<Holder> oldValueByName() {
        return Stream.concat(
                        Stream.of(ClusterClients.holder(ClusterClients.SECRET, "postgres://shop@main:5432/shop")),
                        ClusterClients.holders(7000).stream()
                                .filter(holder -> !holder.kind().equals("Secret")))
                .toList();
    }

    private Plan plan(PodTemplate template) {
        return ((ClusterDecision.Seen) ClusterPlanner.decide(policy, facts(template, ClusterClients.holders(5432))))
                .plan()
                .orElseThrow();
    }

    private ServiceBerth.Standing standing(PodTemplate template) {
        return standing(facts(template, List.of()));
    }

    private ServiceBerth.Standing standing(ClusterFacts facts) {
        var seen = (ClusterDecision.Seen) ClusterPlanner.decide(policy, facts);
        return seen.berths().get(0).standing();
    }

    private String refusal(PodTemplate template) {
        return refusal(facts(template, List.of()));
    }

    private String refusal(ClusterFacts facts) {
        return ((ServiceBerth.Barred) standing(facts)).bar().refusal().toString();
    }
}
