package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.adapter.docker.CopyName;
import dev.berth.observe.Alias;
import dev.berth.observe.Claim;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.HostFacts;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Project;
import dev.berth.observe.Snapshot;
import dev.berth.plan.Berthing;
import dev.berth.plan.Move;
import dev.berth.plan.Plan;
import dev.berth.policy.Band;
import dev.berth.policy.Client;
import dev.berth.policy.Credentials;
import dev.berth.policy.Database;
import dev.berth.policy.DockerTarget;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Hold;
import dev.berth.policy.Mark;
import dev.berth.policy.Policy;
import dev.berth.policy.Rollback;
import dev.berth.policy.Rollout;
import dev.berth.policy.SecretSource;
import dev.berth.policy.Soak;
import dev.berth.policy.Verification;
import dev.berth.policy.Webhook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StagePoliciesTest {
    private static final Mark MARK = new Mark("policy.yaml", 1);
    private static final CopyName NAME = new CopyName(CopyName.Purpose.REHEARSAL, "0123abcd");

    private static Database database(String name, int port) {
        return new Database(
                name,
                EngineKind.REDIS,
                new Database.Runner.Service(name),
                List.of(new Database.Port("main", 6379, port, Optional.empty(), MARK)),
                Optional.of(new Credentials(Optional.empty(), Optional.of(new SecretSource.File("secrets/" + name)))),
                Optional.empty(),
                MARK);
    }

    private static Policy policy(Database... databases) {
        return new Policy(
                "shop",
                "it",
                MARK,
                "/srv/shop",
                "f",
                Policy.Mode.ENFORCE,
                Band.DEFAULTS,
                new DockerTarget("unix:///docker.sock", "shop", List.of("compose.yml"), ".env"),
                List.of(databases),
                List.of(new Client(
                        "web",
                        List.of("a"),
                        List.of(new Client.FileRule("web.js", "1", "{{a.main}}", 1, MARK)),
                        Optional.of("web"),
                        Optional.of("http://127.0.0.1:1/"),
                        MARK)),
                Optional.of("prometheus.yml"),
                new Rollout(List.of(), Optional.empty(), true, true),
                new Hold(Hold.Mode.AUTO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10)),
                Optional.empty(),
                new Verification(Verification.Fingerprint.OFF, 50),
                new Soak(Duration.ofDays(1), Soak.Retire.WHEN_UNUSED),
                new Rollback(Rollback.Scope.BERTH, Duration.ofMinutes(5)),
                List.<Webhook>of());
    }

    private static StagePolicies policies(Policy policy, Berthing... berths) {
        var plan = new Plan(
                "shop",
                "it",
                "f",
                policy.folder(),
                Optional.of(policy.docker()),
                policy.rollback(),
                Stream.of(berths)
                        .map(berth -> new Move("m", List.of(berth), Duration.ZERO, List.of()))
                        .toList(),
                List.of(),
                "h");
        return new StagePolicies(policy, plan, new FreePorts(policy, snapshot(), port -> true, 0));
    }

    private static Snapshot snapshot(int... listening) {
        return snapshot(List.of(), listening);
    }

    private static Snapshot snapshot(List<Alias> aliases, int... listening) {
        return new Snapshot(
                Instant.EPOCH,
                new DockerFacts("20", "1.41", List.<Container>of(), Optional.empty()),
                new HostFacts(
                        java.util.Arrays.stream(listening)
                                .mapToObj(port -> new HostFacts.Listener("0.0.0.0", port, ""))
                                .toList(),
                        new HostFacts.PortRange(32768, 60999),
                        List.of()),
                new NetFacts(Optional.empty(), aliases),
                new Project(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                List.of(),
                List.of(new Claim("other", "x", 7301, MARK)));
    }

    private static Berthing move(String database, int from, int to) {
        return new Berthing(database, EngineKind.REDIS, "main", from, to);
    }

    private static List<Integer> ports(Policy policy) {
        return policy.databases().stream()
                .flatMap(database -> database.ports().stream())
                .map(Database.Port::port)
                .toList();
    }

    @Test
    void copiesMoveFromLowPortsToTheReservedBand() {
        var policies = policies(policy(database("a", 7030)), move("a", 6379, 7030));

        assertThat(ports(policies.setting())).containsExactly(20000);
        assertThat(ports(policies.stage(Path.of("/stage"), NAME))).containsExactly(7300);
    }

    @Test
    void databasesThatTradePortsDoSoAmongTheCopies() {
        var policies = policies(
                policy(database("a", 7001), database("b", 7002)), move("a", 7002, 7001), move("b", 7001, 7002));

        var first = ports(policies.setting());
        var then = ports(policies.stage(Path.of("/stage"), NAME));

        assertThat(then).containsExactly(first.get(1), first.get(0));
    }

    @Test
    void aDatabaseThatStaysDoesSoAmongTheCopies() {
        var policies = policies(policy(database("a", 7001), database("b", 7002)), move("a", 6379, 7001));

        var first = ports(policies.setting());
        var then = ports(policies.stage(Path.of("/stage"), NAME));

        assertThat(then.get(1)).isEqualTo(first.get(1));
        assertThat(then.get(0)).isNotEqualTo(first.get(0));
    }

    @Test
    void aDatabaseWhoseFilesAloneAreBehindMovesAmongTheCopies() {
        var policies = policies(policy(database("a", 7001)), move("a", 7001, 7001));

        assertThat(ports(policies.setting())).isNotEqualTo(ports(policies.stage(Path.of("/stage"), NAME)));
    }

    @Test
    void onePortOnTwoAddressesBecomesTwoPorts() {
        var policies = policies(
                policy(database("a", 7001), database("b", 7002)), move("a", 6379, 7001), move("b", 6379, 7002));

        assertThat(ports(policies.setting())).doesNotHaveDuplicates();
    }

    @Test
    void aPortThatSomebodyHasOrClaimsIsHandedOutToNobody() {
        var policy = policy(database("a", 7300), database("b", 7001));
        var ports = new FreePorts(policy, snapshot(7302), port -> port != 7303, 0);

        assertThat(ports.standIn(7001)).isEqualTo(7304);
    }

    @Test
    void passwordFilesAreReadWhereTheyLie() {
        var stage = policies(policy(database("a", 7001)), move("a", 6379, 7001)).stage(Path.of("/stage"), NAME);

        assertThat(stage.folder()).isEqualTo("/stage");
        assertThat(stage.databases().get(0).credentials().flatMap(Credentials::password))
                .contains(new SecretSource.File("/srv/shop/secrets/a"));
    }

    @Test
    void noClientIsRestartedOrAskedAndNobodyWaitsForApproval() {
        var stage = policies(policy(database("a", 7001)), move("a", 6379, 7001)).stage(Path.of("/stage"), NAME);

        assertThat(stage.clients()).singleElement().satisfies(client -> {
            assertThat(client.files()).hasSize(1);
            assertThat(client.restart()).isEmpty();
            assertThat(client.probe()).isEmpty();
        });
        assertThat(stage.rollout()).isEqualTo(Rollout.FREE);
        assertThat(stage.docker().project()).isEqualTo("berth-rehearsal-0123abcd");
        assertThat(stage.hold().limit()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whereOldPortsOfTheOriginalsLeadIsNoMatterForTheCopies() {
        var real = snapshot(List.of(new Alias("", 5432, 7030)));

        var scene = StagePolicies.scene(real);

        assertThat(scene.net().aliases()).isEmpty();
    }

    @Test
    void noCopyGetsAPortThatLeadsElsewhere() {
        var real = snapshot(List.of(new Alias("", 7300, 7030)));
        var ports = new FreePorts(policy(database("a", 7030)), real, port -> true, 0);

        int standIn = ports.standIn(7030);

        assertThat(standIn).isEqualTo(7302);
    }
}
