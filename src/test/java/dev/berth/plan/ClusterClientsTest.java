package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.observe.ClusterFacts;
import dev.berth.observe.Holder;
import dev.berth.observe.Keepers;
import dev.berth.policy.Client;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How clients of a cluster follow their database. */
class ClusterClientsTest {
    private Policy policy = ClusterClients.policy();

    @Test
    void valuesChangeBetweenTheNewPortAndTheEndOfTheOldOne() {
        var plan = plan(ClusterClients.holders(5432), "sql", 5432);

        assertThat(PlanText.of(plan).lines().filter(line -> line.matches(" *VERIFY main/(0[6-9]|10)-.*")))
                .containsExactly(
                        "  VERIFY main/06-confirm-workload: have every pod of Deployment/web ready within PT1M (on"
                                + " undo, where one has started since, have all start anew within PT10M); because a"
                                + " client that is not well before would not be well after",
                        "  VERIFY main/07-confirm-workload: have every pod of Deployment/worker ready within PT1M (on"
                                + " undo, where one has started since, have all start anew within PT10M); because a"
                                + " client that is not well before would not be well after",
                        "  VERIFY main/08-patch-value: write “5432” → “7000” to ConfigMap/web DB_PORT for client web;"
                                + " because web takes the port from there",
                        "  VERIFY main/09-patch-value: write “@main:5432/” → “@main:7000/”, 1 time to Secret/web URL"
                                + " for client web; because web takes the port from there",
                        "  VERIFY main/10-patch-value: write “5432” → “7000” to Deployment/worker DB_PORT for client"
                                + " worker, its pods marked by main/07-confirm-workload; because worker takes the port"
                                + " from there");
        assertThat(plan.steps().map(Step::id).skip(10))
                .containsExactly(
                        "main/11-roll-out", "main/12-roll-out", "main/13-probe-clients", "main/14-remove-old-ports");
        assertThat(plan.warnings())
                .containsExactly(
                        "Deployment/web has one replica, which is replaced by its own strategy, RollingUpdate",
                        "Deployment/worker has one replica, which is replaced by its own strategy, RollingUpdate");
    }

    @Test
    void aPlanHoldsNothingOfASecretButWhatThePolicyHasOfIt() {
        var plan = plan(ClusterClients.holders(5432), "sql", 5432);

        assertThat(plan.toString() + decision(ClusterClients.holders(5432), "sql", 5432))
                .doesNotContain("hunter2");
        assertThat(ClusterClients.holders(5432))
                .hasToString(ClusterClients.holders(7000).toString());
    }

    @Test
    void aValueThatWasPutBackIsChangedAgainThoughNoPortMoves() {
        var plan =
                plan(with(ClusterClients.holder(ClusterClients.CONFIG, "5432"), 7000), "sql", 5432, "sql-7000", 7000);

        assertThat(plan.steps().map(step -> step.id().substring(8)))
                .containsExactly("confirm-answer", "confirm-workload", "patch-value", "roll-out", "probe-clients");
    }

    @Test
    void aSecondMoveBeginsAtThePortOfTheFirstWhileThatSoaks() {
        policy = PolicyWith.port(policy, 7001);

        var plan = plan(ClusterClients.holders(7000), "sql", 5432, "sql-7000", 7000);

        assertThat(plan.steps(ServiceStep.RemoveOldPorts.class)
                        .flatMap(step -> step.ports().pairs().stream())
                        .map(ServicePorts.Pair::toString))
                .containsExactly("sql-7000 7000, sql-7001 7001 → 5432");
        assertThat(substitutions(plan))
                .containsExactly("“7000” → “7001”", "“@main:7000/” → “@main:7001/”, 1 time", "“7000” → “7001”");
    }

    @Test
    void aValueThatTheFirstMoveLeftBehindComesAlongWithTheSecond() {
        policy = PolicyWith.port(policy, 7001);

        var plan =
                plan(with(ClusterClients.holder(ClusterClients.CONFIG, "5432"), 7000), "sql", 5432, "sql-7000", 7000);

        assertThat(substitutions(plan)).contains("“5432” → “7001”");
    }

    @Test
    void whereEveryValueHasItsPortThereIsNoPlan() {
        var seen = decision(ClusterClients.holders(7000), "sql", 5432, "sql-7000", 7000);

        assertThat(seen.plan()).isEmpty();
        assertThat(seen.bars()).isEmpty();
        assertThat(seen.left()).containsExactly(new LeftPort("main", "sql", 5432, List.of()));
    }

    @Test
    void nobodyGuessesWhatAnotherTextMeans() {
        assertThat(bars(with(ClusterClients.holder(ClusterClients.CONFIG, "6432"), 5432)))
                .containsExactly("web: ConfigMap/web DB_PORT does not hold what it must: “5432” or “7000”"
                        + " — correct it, or values of web");
    }

    @Test
    void aValueThatIsNotThereIsMissing() {
        assertThat(bars(ClusterClients.holders(5432).subList(1, 4)))
                .containsExactly("web: there is no ConfigMap/web DB_PORT — make it, or correct values of web");
    }

    @Test
    void aValueOfAControllerIsAConflictWithItsName() {
        var written = ClusterClients.holder(ClusterClients.CONFIG, "5432", "external-secrets");

        assertThat(bars(with(written, 5432)))
                .containsExactly("web: ConfigMap/web DB_PORT is written by external-secrets, which may take a change"
                        + " back — change it where it is written, or apply it by kubectl or Helm");
    }

    @Test
    void aWorkloadThatReplacesNoPodBarsItsClient() {
        var paused = new Holder(
                "Deployment",
                "web",
                Keepers.NONE,
                Optional.of("is paused, and replaces no pod"),
                List.of(),
                Optional.empty());

        assertThat(bars(with(paused, 5432)))
                .containsExactly("web: Deployment/web is paused, and replaces no pod"
                        + " — lift that, or leave it out of the client");
    }

    @Test
    void whatBerthMayNotReadBarsItsClient() {
        var secret = Holder.unread("Secret", "web", "can't be read (code 403)");

        assertThat(bars(with(secret, 5432)))
                .containsExactly("web: Secret/web can't be read (code 403) — lift that, or leave it out of the client");
    }

    @Test
    void itBarsAPolicyToWhichNothingIsMissingToo() {
        var secret = Holder.unread("Secret", "web", "can't be read (code 403)");

        var seen = decision(with(secret, 7000), "sql", 5432, "sql-7000", 7000);

        assertThat(seen.bar()).hasValueSatisfying(bar -> assertThat(bar.kind()).isEqualTo(Bar.Kind.UNSUPPORTED));
    }

    @Test
    void whatARepositoryKeepsIsLeftToItsPeople() {
        policy = PolicyWith.mode(policy, Policy.Mode.ENFORCE);

        assertThat(bars(with(kept(), 5432)))
                .containsExactly("web: ConfigMap/web is kept by Argo CD (shop), which would take a change back"
                        + " — choose mode Plan, and commit what it says");
    }

    @Test
    void inModePlanTheyAreToldWhatToCommit() {
        policy = PolicyWith.mode(policy, Policy.Mode.PLAN);

        assertThat(plan(with(kept(), 5432), "sql", 5432).warnings())
                .contains("ConfigMap/web DB_PORT is kept by Argo CD (shop): commit “5432” → “7000”");
    }

    @Test
    void aClientWithoutAWorkloadIsToldOf() {
        policy = PolicyWith.clients(
                policy,
                List.of(new Client(
                        "web",
                        List.of("main"),
                        List.of(),
                        List.of(ClusterClients.whole(ClusterClients.CONFIG)),
                        Optional.empty(),
                        Optional.empty(),
                        policy.mark())));

        assertThat(plan(ClusterClients.holders(5432), "sql", 5432).warnings())
                .containsExactly("nobody can tell when web takes its new values: it names no workload in restart");
    }

    @Test
    void aValueOfTwoDatabasesFollowsEachMoveAtOnce() {
        var cache = new Database(
                "cache",
                EngineKind.REDIS,
                new Database.Runner.Service("cache"),
                List.of(new Database.Port("redis", 6379, 7001, Optional.empty(), policy.mark())),
                Optional.empty(),
                Optional.empty(),
                policy.mark());
        var both = new Client.ValueRule(
                ClusterClients.CONFIG, Optional.empty(), "main:{{main.sql}} cache:{{cache.redis}}", 1, policy.mark());
        var web = new Client(
                "web",
                List.of("main", "cache"),
                List.of(),
                List.of(both),
                Optional.of("Deployment/web"),
                Optional.empty(),
                policy.mark());
        policy = PolicyWith.databases(policy, List.of(policy.databases().get(0), cache), List.of(web));
        var services = Stream.concat(
                        ClusterClients.facts(List.of(), "sql", 5432).services().stream(),
                        Stream.of(new ClusterFacts.Service(
                                "cache",
                                "ClusterIP",
                                false,
                                "10.0.0.2",
                                Optional.empty(),
                                List.of("helm"),
                                List.of(new ClusterFacts.Port("redis", 6379, "6379", Optional.of(6379))),
                                1)))
                .toList();
        var holders = with(ClusterClients.holder(ClusterClients.CONFIG, "main:5432 cache:6379"), 5432);

        var plan = ((ClusterDecision.Seen) ClusterPlanner.decide(policy, new ClusterFacts(services, holders)))
                .plan()
                .orElseThrow();

        assertThat(substitutions(plan))
                .containsExactly(
                        "“main:5432 cache:6379” → “main:7000 cache:6379”",
                        "“main:7000 cache:6379” → “main:7000 cache:7001”");
    }

    private static List<String> substitutions(Plan plan) {
        return plan.steps(WorkloadStep.PatchValue.class)
                .map(step -> step.substitution().toString())
                .toList();
    }

    private static Holder kept() {
        return new Holder(
                "ConfigMap",
                "web",
                new Keepers(Optional.empty(), Optional.of("Argo CD (shop)")),
                Optional.empty(),
                List.of(new Holder.Text("DB_PORT", "5432", List.of("argocd-controller"))),
                Optional.empty());
    }

    /** All with one port, but one of them otherwise. */
    private static List<Holder> with(Holder other, int port) {
        return Stream.concat(
                        Stream.of(other),
                        ClusterClients.holders(port).stream()
                                .filter(one -> !one.title().equals(other.title())))
                .toList();
    }

    private List<String> bars(List<Holder> holders) {
        var seen = decision(holders, "sql", 5432);
        assertThat(seen.plan()).isEmpty();
        return seen.bars().stream().map(bar -> bar.refusal().toString()).toList();
    }

    private Plan plan(List<Holder> holders, Object... namesAndPorts) {
        return decision(holders, namesAndPorts).plan().orElseThrow();
    }

    private ClusterDecision.Seen decision(List<Holder> holders, Object... namesAndPorts) {
        ClusterFacts facts = ClusterClients.facts(holders, namesAndPorts);
        return (ClusterDecision.Seen) ClusterPlanner.decide(policy, facts);
    }
}
