package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.kube.PolicyText;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Keepers;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Policy;
import dev.berth.policy.SecretSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPlannerTest {
    private static final ClusterFacts.Port OLD = port("sql", 5432, 5432);
    private static final ClusterFacts.Port NEW = port("berth-7000", 7000, 5432);

    @Test
    void aServiceWithTheWantedPortIsMoored() {
        assertThat(standing(service(OLD, NEW))).isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void aServiceThatLeadsThereFromAnotherPortIsElsewhere() {
        assertThat(standing(service(port("web", 80, 8080), OLD))).isEqualTo(new ServiceBerth.Elsewhere(5432));
    }

    @Test
    void aWantedPortThatLeadsSomewhereElseIsAConflictWithWhoWroteIt() {
        assertThat(refusal(service(OLD, port("web", 7000, 8080))))
                .hasToString("main.sql: port 7000 of Service main leads to 8080 already, by helm"
                        + " — take another port, or free this one");
    }

    @Test
    void aNameThatNoPodTellsIsNoConflict() {
        var unknown = new ClusterFacts.Port("berth-7000", 7000, "postgres", Optional.empty());

        assertThat(bar(service(unknown)))
                .isEqualTo(Bar.of(
                        Bar.Kind.MISSING,
                        "main.sql",
                        "port 7000 of Service main leads to postgres, and no pod behind it tells which port that is",
                        "start the database, or correct the selector of the Service"));
    }

    @Test
    void aServiceThatIsNotThereIsMissing() {
        assertThat(refusal())
                .hasToString("main.sql: there is no Service main in namespace shop"
                        + " — make it, or correct service of main");
    }

    @Test
    void aServiceWithoutAWayToTheDatabaseIsRefused() {
        assertThat(refusal(service(port("web", 80, 8080))))
                .hasToString("main.sql: no port of Service main leads to 5432"
                        + " — correct target of sql, or the ports of the Service");
    }

    @Test
    void headlessServicesHaveNoPortToMove() {
        var headless = new ClusterFacts.Service(
                "main", "ClusterIP", true, "", Optional.empty(), List.of("helm"), List.of(OLD), 1);

        assertThat(bar(headless).kind()).isEqualTo(Bar.Kind.UNSUPPORTED);
    }

    @Test
    void namesOfOutsideHaveNoPortToMove() {
        var external = new ClusterFacts.Service(
                "main", "ExternalName", false, "", Optional.empty(), List.of("helm"), List.of(), 0);

        assertThat(bar(external).kind()).isEqualTo(Bar.Kind.UNSUPPORTED);
    }

    @Test
    void aServiceThatAnOperatorWritesIsAConflict() {
        var owned = new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Optional.of("Cluster/main"), List.of("cnpg"), List.of(OLD), 1);

        assertThat(bar(owned).refusal().reason())
                .isEqualTo("Service main belongs to Cluster/main, which would take a change back");
    }

    @Test
    void aPortThatAnotherFieldManagerWritesIsAConflictThoughNobodyOwnsTheService() {
        assertThat(refusal(service(written("before-first-apply", "berth", "my-operator"))))
                .hasToString(
                        "main.sql: port 5432 of Service main is written by my-operator, which may take a change back"
                                + " — change it where it is written, or apply it by kubectl or Helm");
    }

    @Test
    void whatPeopleWriteByTheirOwnToolsMayMove() {
        assertThat(standing(service(written("berth", "helm", "kubectl-client-side-apply", "kubectl-replace"))))
                .isEqualTo(new ServiceBerth.Elsewhere(5432));
    }

    @Test
    void whoWritesAnotherPortOfTheServiceTakesNothingBack() {
        var beside = new ClusterFacts.Port("web", 80, "8080", Optional.of(8080), List.of("my-operator"));

        assertThat(standing(service(beside, written("kubectl")))).isEqualTo(new ServiceBerth.Elsewhere(5432));
    }

    @Test
    void aBerthThatIsInItsPlaceIsNoMatterOfWhoWritesIt() {
        assertThat(standing(service(written("my-operator"), NEW))).isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void aServiceWithoutASelectorGetsNoEndpointsForANewPort() {
        assertThat(bar(unselecting(OLD)))
                .isEqualTo(Bar.of(
                        Bar.Kind.UNSUPPORTED,
                        "main.sql",
                        "Service main has no selector, so no controller would give a new port of it endpoints",
                        "give it a selector, or add the port to it and to its EndpointSlices by hand"));
    }

    @Test
    void aServiceWithoutASelectorMayHaveItsBerthAlready() {
        assertThat(standing(unselecting(OLD, NEW))).isEqualTo(new ServiceBerth.Moored());
    }

    @Test
    void aServiceThatAnEarlierPolicyMovesIsAConflictWithItsName() {
        var earlier = ClusterFacts.Rival.policy("main", "stock", Optional.empty());

        assertThat(barBeside(earlier, OLD))
                .isEqualTo(Bar.of(
                        Bar.Kind.CONFLICTING,
                        "main.sql",
                        "policy stock moves Service main, and came first",
                        "have one policy name all databases behind that Service, or name another Service"));
    }

    @Test
    void aServiceIsNotMovedWhileAMigrationOfAnotherPolicyIsNotOver() {
        var moving = ClusterFacts.Rival.policy("main", "stock", Optional.of("stock-1"));

        assertThat(barBeside(moving, OLD).refusal())
                .hasToString("main.sql: migration stock-1 of policy stock moves Service main, and is not over"
                        + " — let the old ports of that go, or take it back");
    }

    @Test
    void aBerthThatIsInItsPlaceIsNoMatterOfOtherPolicies() {
        var earlier = ClusterFacts.Rival.policy("main", "stock", Optional.empty());
        var facts = new ClusterFacts(List.of(service(OLD, NEW))).beside(List.of(earlier));

        assertThat(((ClusterDecision.Seen) ClusterPlanner.decide(policy(), facts)).berths())
                .extracting(ServiceBerth::standing)
                .containsExactly(new ServiceBerth.Moored());
    }

    private static Bar barBeside(ClusterFacts.Rival rival, ClusterFacts.Port port) {
        var facts = new ClusterFacts(List.of(service(port))).beside(List.of(rival));
        var berth = ((ClusterDecision.Seen) ClusterPlanner.decide(policy(), facts))
                .berths()
                .get(0);
        return ((ServiceBerth.Barred) berth.standing()).bar();
    }

    @Test
    void aLoginOutsideOfASecretIsRefusedInAnyMode() {
        var policy = ClusterPolicy.asking(new Credentials(
                Optional.of(new SecretSource.Value("postgres")), Optional.of(new SecretSource.Env("PASSWORD"))));

        var decision = ClusterPlanner.decide(policy, ClusterPolicy.facts("", 5432));

        assertThat(((ClusterDecision.Shut) decision).bar().refusal())
                .hasToString("shop/shop: in a cluster the credentials of main can only stand in a Secret"
                        + " — use secretKeyRef in the place of env, file or vault");
    }

    @Test
    void filesOfClientsBarAPolicyUnlessItOnlyReports() {
        var rule = new Client.FileRule("src/config.js", "5432", "{{main.sql}}", 1, policy().mark());
        var client =
                new Client("web", List.of("main"), List.of(rule), Optional.empty(), Optional.empty(), policy().mark());
        var reporting = PolicyWith.clients(policy(), List.of(client));
        assertThat(ClusterPlanner.decide(reporting, ClusterPolicy.facts("", 5432)))
                .isInstanceOf(ClusterDecision.Seen.class);

        var decision =
                ClusterPlanner.decide(PolicyWith.mode(reporting, Policy.Mode.ENFORCE), ClusterPolicy.facts("", 5432));

        assertThat(decision)
                .isEqualTo(new ClusterDecision.Shut(Bar.of(
                        Bar.Kind.UNSUPPORTED,
                        "shop/shop",
                        "in a cluster nobody changes files: clients have values",
                        "leave clients[].files out, or choose mode Observe")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "backup: {folder: /backups} | in a cluster nobody takes backups — leave backup out",
                "prometheus: {file: p.yml} | in a cluster nobody changes the targets in a file — leave prometheus out",
                "notify: [{webhook: {url: {env: URL}}}] | in a cluster nobody calls a URL: conditions and events tell of the end — leave notify out"
            })
    void whatNobodyWouldDoBarsAPolicyInsteadOfBeingPassedOver(String field, String refusal) {
        var policy = PolicyText.of("main").mode("Enforce").with(field).read("shop");

        var decision = ClusterPlanner.decide(policy, ClusterPolicy.facts("", 5432));

        assertThat(((ClusterDecision.Shut) decision).bar().refusal())
                .hasToString("shop/shop: " + refusal + ", or choose mode Observe");
    }

    @Test
    void ofSeveralPortsTheBerthIsAtTheNewestOfItsOwn() {
        var decision = ClusterPlanner.decide(
                PolicyWith.port(policy(), 7002),
                ClusterPolicy.facts("sql", 5432, "sql-7000", 7000, "sql-7001", 7001, "more", 6432));

        assertThat(((ClusterDecision.Seen) decision).berths())
                .extracting(ServiceBerth::standing)
                .containsExactly(new ServiceBerth.Elsewhere(7001));
    }

    @Test
    void aPortWithoutANameIsBridgedWhileItGetsOne() {
        var plan = plan(service(port("", 5432, 5432)));

        assertThat(PlanText.of(plan).lines().skip(4))
                .containsExactly(
                        "move main: main 5432 → 7000; pause PT0S",
                        "  PREPARE main/01-confirm-answer: have PostgreSQL 10.0.0.1:5432 answer within PT30S;"
                                + " because the database must be well before it is touched, and again after a rollback",
                        "  PREPARE main/02-grant-ports: register the grants of Service shop/main (5432 as sql-5432,"
                                + " sql-7000 7000 → 5432), and have the guard admit them within PT30S; because the"
                                + " cluster's guard refuses a protected port that no grant gives",
                        "  SWITCH main/03-bridge-ports: copy the EndpointSlices of Service shop/main (5432 as sql-5432,"
                                + " sql-7000 7000 → 5432) with the names before and after; because a port gets a name,"
                                + " which its endpoints have a moment later than it",
                        "  SWITCH main/04-settle-bridge: let kube-proxy take the copies of Service shop/main (5432 as"
                                + " sql-5432, sql-7000 7000 → 5432), PT2S (on undo, await the slices as they were within"
                                + " PT30S); because nobody can ask a kube-proxy what it knows",
                        "  SWITCH main/05-add-ports: add to Service shop/main (5432 as sql-5432, sql-7000 7000 → 5432);"
                                + " because both ports answer while clients change over",
                        "  SWITCH main/06-await-ports: await the EndpointSlices of Service shop/main (5432 as sql-5432,"
                                + " sql-7000 7000 → 5432) within PT30S (on undo, let kube-proxy take the copies, PT2S);"
                                + " because a port without endpoints refuses",
                        "  SWITCH main/07-remove-bridge: remove the copies of Service shop/main (5432 as sql-5432,"
                                + " sql-7000 7000 → 5432); because the cluster keeps the endpoints by itself now",
                        "  VERIFY main/08-await-answer: await the answer of PostgreSQL 10.0.0.1:7000 within PT30S,"
                                + " the same as in main/01-confirm-answer;"
                                + " because an open port is no proof; an answer of the same database is",
                        "  CLEAN_UP main/09-remove-old-ports: remove the old ports of Service shop/main (5432 as sql-5432,"
                                + " sql-7000 7000 → 5432); because once nobody uses an old port it is free for others");
    }

    @Test
    void aPortWithANameKeepsItAndNeedsNoBridge() {
        assertThat(plan(service(OLD)).steps().map(Step::id))
                .containsExactly(
                        "main/01-confirm-answer",
                        "main/02-grant-ports",
                        "main/03-add-ports",
                        "main/04-await-ports",
                        "main/05-await-answer",
                        "main/06-remove-old-ports");
    }

    @Test
    void wherePortsAreInTheirPlacesThereIsNoPlan() {
        var decision = ClusterPlanner.decide(policy(), new ClusterFacts(List.of(service(OLD, NEW))));

        assertThat(((ClusterDecision.Seen) decision).plan()).isEmpty();
    }

    @Test
    void aPolicyThatOnlyReportsSaysWhatItWouldMove() {
        var decision = ClusterPlanner.decide(ClusterPolicy.withLogin(), new ClusterFacts(List.of(service(OLD))));

        assertThat(decision).isInstanceOf(ClusterDecision.Seen.class);
    }

    private static Plan plan(ClusterFacts.Service service) {
        var decision = ClusterPlanner.decide(policy(), new ClusterFacts(List.of(service)));
        return ((ClusterDecision.Seen) decision).plan().orElseThrow();
    }

    private static ServiceBerth.Standing standing(ClusterFacts.Service... services) {
        var decision = ClusterPlanner.decide(policy(), new ClusterFacts(List.of(services)));
        var berths = ((ClusterDecision.Seen) decision).berths();
        assertThat(berths).hasSize(1);
        return berths.get(0).standing();
    }

    private static Bar bar(ClusterFacts.Service... services) {
        return ((ServiceBerth.Barred) standing(services)).bar();
    }

    private static Decision.Refusal refusal(ClusterFacts.Service... services) {
        return bar(services).refusal();
    }

    private static ClusterFacts.Service service(ClusterFacts.Port... ports) {
        return new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Optional.empty(), List.of("helm"), List.of(ports), 1);
    }

    private static ClusterFacts.Service unselecting(ClusterFacts.Port... ports) {
        return new ClusterFacts.Service(
                "main", "ClusterIP", false, "10.0.0.1", Keepers.NONE, false, List.of("helm"), List.of(ports), 1);
    }

    private static ClusterFacts.Port written(String... managers) {
        return new ClusterFacts.Port("sql", 5432, "5432", Optional.of(5432), List.of(managers));
    }

    private static ClusterFacts.Port port(String name, int port, int target) {
        return new ClusterFacts.Port(name, port, "" + target, Optional.of(target));
    }

    private static Policy policy() {
        return ClusterPolicy.SHOP;
    }
}
