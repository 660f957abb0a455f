package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Alias;
import dev.berth.observe.Call;
import dev.berth.observe.Container;
import dev.berth.observe.DockerFacts;
import dev.berth.observe.LocalProcess;
import dev.berth.observe.NetFacts;
import dev.berth.observe.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One database on 5432 that a client app names in a file and restarts for. */
class ConnectionMatrixTest {
    private static final String NETWORK = "172.18.0.2";
    private static final Instant STARTED = Instant.parse("2026-01-05T19:00:00Z");

    private final GoldenCase world = GoldenCase.named("clients-one-move");
    private final Container app = world.snapshot().docker().containers().get(1);

    @Test
    void aClientOfThePolicyIsKnownByItsContainer() {
        var lines = lines(call(process(app), "127.0.0.1", 5432), call(process(app), "127.0.0.1", 5432));

        assertThat(lines).containsExactly("app by host port at 127.0.0.1:5432, 2 since " + STARTED);
    }

    @Test
    void whoComesByTheContainersOwnAddressUsesItsNetwork() {
        var lines = lines(new Call(process(app), NETWORK, false, 5432));

        assertThat(lines).containsExactly("app by container network at 172.18.0.2:5432, 1 since " + STARTED);
    }

    @Test
    void whoAsksAnOldPortIsSaidTo() {
        var lines = lines(call(process(app), "127.0.0.1", 5499));

        assertThat(lines).containsExactly("app by old port at 127.0.0.1:5499, 1 since " + STARTED);
    }

    @Test
    void aStrangerIsToldBesideTheClientThatNobodySees() {
        var lines = lines(call(new LocalProcess("psql", 4711, ""), "127.0.0.1", 5432));

        assertThat(lines)
                .containsExactly(
                        "app by host port, by its files at 127.0.0.1:5432, 0 since " + STARTED,
                        "psql (pid 4711) by host port at 127.0.0.1:5432, 1 since " + STARTED);
    }

    @Test
    void dockersRelayIsNobodysClient() {
        var lines = lines(new Call(new LocalProcess("docker-proxy", 4711, ""), NETWORK, false, 5432));

        assertThat(lines).containsExactly("app by host port, by its files at 127.0.0.1:5432, 0 since " + STARTED);
    }

    @Test
    void aDatabaseOfAnotherMachineIsNotThisOne() {
        var lines = lines(new Call(process(app), "192.0.2.7", false, 5432));

        assertThat(lines).containsExactly("app by host port, by its files at 127.0.0.1:5432, 0 since " + STARTED);
    }

    @Test
    void everyPortIsAskedForByWhichSomebodyMayCome() {
        assertThat(new ConnectionMatrix(world.policy(), snapshot()).ports()).containsExactly(5432, 5499);
    }

    private List<String> lines(Call... calls) {
        return new ConnectionMatrix(world.policy(), snapshot())
                .lines(List.of(calls)).stream()
                        .map(line -> line.client() + " by " + line.way().words() + " at "
                                + line.endpoint().host() + ":" + line.endpoint().port() + ", " + line.connections()
                                + " since "
                                + line.since().map(Instant::toString).orElse("-"))
                        .toList();
    }

    private static Call call(LocalProcess process, String address, int port) {
        return new Call(process, address, true, port);
    }

    private static LocalProcess process(Container container) {
        return new LocalProcess("node", 4242, container.id().substring(0, 12));
    }

    /** The golden case's, with the database's container running and an old port that leads to it. */
    private Snapshot snapshot() {
        var seen = world.snapshot();
        var docker = seen.docker();
        var database = running(docker.containers().get(0));
        return new Snapshot(
                seen.at(),
                new DockerFacts(docker.version(), docker.apiVersion(), List.of(database, app), docker.model()),
                seen.host(),
                new NetFacts(Optional.empty(), List.of(new Alias("", 5499, 5432))),
                seen.project(),
                seen.collisions(),
                seen.claims());
    }

    private static Container running(Container one) {
        return new Container(
                one.id(),
                one.name(),
                one.image(),
                one.imageId(),
                one.imagePresent(),
                one.state(),
                one.autoRemove(),
                one.networkMode(),
                one.restartPolicy(),
                one.compose(),
                one.swarm(),
                one.bindings(),
                one.mounts(),
                List.of(NETWORK),
                Optional.of(STARTED),
                one.ownWrites());
    }
}
