package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Alias;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.HostFacts;
import dev.berth.observe.HostFacts.Listener;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Snapshot;
import dev.berth.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that went from 5432 to 7000, whose old port was lost, in the world that there is by now. */
class LostAliasTest {
    private static final Alias OLD = new Alias("", 5432, 7000);

    private final Snapshot arrived = GoldenCase.named("in-sync").snapshot();
    private final Policy policy = GoldenCase.named("hold-one").policy();

    @Test
    void whereNothingSpeaksAgainstItItComesBack() {
        assertThat(obstacle(policy, arrived, OLD)).isEmpty();
    }

    @Test
    void aPolicyThatHoldsNobodyLetsNoneComeBack() {
        var never = GoldenCase.named("old-port-and-never-a-hold").policy();

        assertThat(LostAlias.mayComeBack(policy)).isTrue();
        assertThat(LostAlias.mayComeBack(never)).isFalse();
    }

    @Test
    void aContainerThatPublishesThePortByNowKeepsIt() {
        var world = with(container(Container.State.RUNNING));

        assertThat(obstacle(policy, world, OLD)).contains("container other has the port now");
    }

    @Test
    void aContainerThatDoesNotRunHasNoPort() {
        var world = with(container(Container.State.EXITED));

        assertThat(obstacle(policy, world, OLD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "127.0.0.1"})
    void aProcessThatListensThereByNowKeepsIt(String address) {
        var world = with(new Listener(address, 5432, "postgres (pid 4712)"));

        assertThat(obstacle(policy, world, OLD)).contains("postgres (pid 4712) listens there now");
    }

    @Test
    void aProcessThatNobodyMaySeeKeepsItAsWell() {
        var world = with(new Listener("0.0.0.0", 5432, ""));

        assertThat(obstacle(policy, world, OLD)).contains("a process that can't be told listens there now");
    }

    @Test
    void whoListensOnAnotherAddressIsNotInTheWay() {
        var world = with(new Listener("10.0.0.5", 5432, "postgres (pid 4712)"));

        assertThat(obstacle(policy, world, new Alias("127.0.0.1", 5432, 7000))).isEmpty();
    }

    @Test
    void anotherPolicysAliasKeepsIt() {
        var world = new Snapshot(
                arrived.at(),
                arrived.docker(),
                arrived.host(),
                new NetFacts(Optional.empty(), List.of(new Alias("127.0.0.1", 5432, 7050))),
                arrived.project(),
                arrived.collisions(),
                arrived.claims());

        assertThat(obstacle(policy, world, OLD)).contains("another policy leads it to 7050 now");
    }

    @Test
    void nothingLeadsToAPortThatTheDatabaseHasLeft() {
        assertThat(obstacle(policy, GoldenCase.named("hold-one").snapshot(), new Alias("", 5400, 7000)))
                .contains("no database of this policy is published on 7000 now");
    }

    @Test
    void aPolicyThatOnlyReportsOpensNothing() {
        assertThat(obstacle(PolicyWith.mode(policy, Policy.Mode.OBSERVE), arrived, OLD))
                .contains("mode is Observe: this policy only reports");
    }

    @Test
    void aPolicyThatHoldsNothingOpensNothing() {
        assertThat(obstacle(GoldenCase.named("in-sync").policy(), arrived, OLD))
                .contains("hold.mode is Never: the packet filter is left alone");
    }

    private static Optional<String> obstacle(Policy policy, Snapshot world, Alias alias) {
        return LostAlias.of(policy, world, List.of(alias)).get(0).obstacle();
    }

    private Snapshot with(Listener listener) {
        var host = arrived.host();
        var listeners =
                Stream.concat(host.listeners().stream(), Stream.of(listener)).toList();
        return new Snapshot(
                arrived.at(),
                arrived.docker(),
                new HostFacts(listeners, host.ephemeral(), host.reserved()),
                arrived.net(),
                arrived.project(),
                arrived.collisions(),
                arrived.claims());
    }

    private Snapshot with(Container container) {
        var docker = arrived.docker();
        var containers = Stream.concat(docker.containers().stream(), Stream.of(container))
                .toList();
        return new Snapshot(
                arrived.at(),
                new DockerFacts(docker.version(), docker.apiVersion(), containers, docker.model()),
                arrived.host(),
                arrived.net(),
                arrived.project(),
                arrived.collisions(),
                arrived.claims());
    }

    private static Container container(Container.State state) {
        return new Container(
                "other",
                "other",
                "image",
                "sha256:image",
                true,
                state,
                false,
                "bridge",
                "no",
                Optional.empty(),
                false,
                List.of(new Container.Binding(5432, "tcp", "127.0.0.1", 5432)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
