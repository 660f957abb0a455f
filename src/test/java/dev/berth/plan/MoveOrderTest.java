package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Container;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveOrderTest {
    @Test
    void movesThatDoNotMeetKeepTheOrderOfThePolicy() {
        assertThat(order(move("b", 1, 7000), move("a", 2, 7001))).isEqualTo("[b] [a]");
    }

    @Test
    void whoLeavesAPortComesBeforeWhoTakesIt() {
        assertThat(order(move("a", 7000, 7001), move("b", 7001, 7002), move("c", 7002, 7003)))
                .isEqualTo("[c] [b] [a]");
    }

    @Test
    void whoTradesPortsMovesTogether() {
        assertThat(order(move("a", 7000, 7001), move("x", 1, 7005), move("b", 7001, 7000)))
                .isEqualTo("[a, b] [x]");
    }

    @Test
    void whoWaitsForACircleComesAfterIt() {
        assertThat(order(move("x", 1, 7000), move("a", 7000, 7001), move("b", 7001, 7002), move("c", 7002, 7000)))
                .isEqualTo("[a, b, c] [x]");
    }

    @Test
    void portsOnOtherAddressesDoNotMeet() {
        assertThat(order(move("a", "127.0.0.1", 7000, 7001), move("b", "10.0.0.1", 7001, 7002)))
                .isEqualTo("[a] [b]");
    }

    @Test
    void anAddressMeetsEveryAddress() {
        assertThat(order(move("a", "127.0.0.1", 7000, 7001), move("b", "", 7001, 7002)))
                .isEqualTo("[b] [a]");
    }

    @Test
    void berthsOfOneContainerMoveTogether() {
        var one = move("one", 1, 7000);
        var two = new Placement(
                move("two", 2, 7001).database(),
                one.container(),
                move("two", 2, 7001).berths(),
                Optional.empty());

        assertThat(order(one, move("x", 3, 7002), two)).isEqualTo("[one, two] [x]");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 14, 159, 2653})
    void everyPortIsFreeWhenItsMoveBegins(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var from = IntStream.range(7000, 7012).boxed().collect(ArrayList<Integer>::new, List::add, List::addAll);
            var to = new ArrayList<>(from);
            Collections.shuffle(from, random);
            Collections.shuffle(to, random);
            var moving = IntStream.range(0, 8)
                    .filter(n -> !from.get(n).equals(to.get(n)))
                    .mapToObj(n -> move("d" + n, from.get(n), to.get(n)))
                    .toList();

            var groups = MoveOrder.of(moving);

            assertThat(groups.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(moving);
            var held = new HashSet<Integer>();
            moving.forEach(placement -> held.add(placement.rebindings().get(0).from()));
            for (var group : groups) {
                group.forEach(
                        placement -> held.remove(placement.rebindings().get(0).from()));
                group.forEach(placement ->
                        assertThat(held.add(placement.rebindings().get(0).to())).isTrue());
            }
        }
    }

    private static String order(Placement... moving) {
        return String.join(
                " ",
                MoveOrder.of(List.of(moving)).stream()
                        .map(group -> group.stream()
                                .map(placement -> placement.database().name())
                                .toList()
                                .toString())
                        .toList());
    }

    static Placement move(String name, int from, int to) {
        return move(name, "", from, to);
    }

    private static Placement move(String name, String address, int from, int to) {
        var mark = new Mark("policy.yaml", 1);
        var port = new Database.Port("postgres", 5432, to, Optional.empty(), mark);
        var binding = new Container.Binding(5432, "tcp", address, from);
        var container = new Container(
                "id-" + name,
                name,
                "postgres:15",
                "sha256:0",
                true,
                Container.State.RUNNING,
                false,
                "bridge",
                "no",
                Optional.empty(),
                false,
                List.of(binding),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
        var database = new Database(
                name,
                EngineKind.POSTGRESQL,
                new Database.Runner.Named(name),
                List.of(port),
                Optional.empty(),
                Optional.empty(),
                mark);
        return new Placement(
                database, container, List.of(new Placement.Berth(port, List.of(binding), List.of())), Optional.empty());
    }
}
