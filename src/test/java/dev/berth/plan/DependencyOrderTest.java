package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Project;
import dev.berth.policy.Database;
import dev.berth.policy.EngineKind;
import dev.berth.policy.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DependencyOrderTest {
    private static final Mark MARK = new Mark("policy.yaml", 1);

    @Test
    void whatDependsOnNothingThatMovesKeepsItsPlace() {
        assertThat(order(services("b: elsewhere", "a:"), move("b", 1, 7000), move("a", 2, 7001)))
                .isEqualTo("b a");
    }

    @Test
    void anInterfaceComesAfterItsDatabaseAndNoLaterThanThat() {
        assertThat(order(
                        services("ui: db", "db:", "other:"),
                        move("ui", 1, 7100),
                        move("db", 2, 7000),
                        move("other", 3, 7001)))
                .isEqualTo("db ui other");
    }

    @Test
    void whatDependsByWayOfAnotherServiceComesAfterToo() {
        assertThat(order(services("ui: pooler", "pooler: db", "db:"), move("ui", 1, 7100), move("db", 2, 7000)))
                .isEqualTo("db ui");
    }

    @Test
    void aPortThatMustBeFreeFirstComesBeforeADependency() {
        assertThat(order(services("ui: db", "db:"), move("ui", 7000, 7100), move("db", 5432, 7000)))
                .isEqualTo("ui db");
    }

    @Test
    void servicesThatDependOnEachOtherKeepTheirOrder() {
        assertThat(order(services("a: b", "b: a"), move("a", 1, 7000), move("b", 2, 7001)))
                .isEqualTo("a b");
    }

    private static String order(Project project, Placement... moving) {
        return new DependencyOrder(project)
                .of(MoveOrder.of(List.of(moving))).stream()
                        .flatMap(List::stream)
                        .map(placement -> placement.database().name())
                        .collect(Collectors.joining(" "));
    }

    /** Each as {@code name: what it depends on}. */
    private static Project services(String... written) {
        var services = Arrays.stream(written)
                .map(text -> text.split(": ?", 2))
                .map(part -> new Project.Service(
                        part[0], MARK, List.of(), List.of(), part[1].isEmpty() ? List.of() : List.of(part[1])))
                .toList();
        return new Project(services, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Placement move(String service, int from, int to) {
        var placement = MoveOrderTest.move(service, from, to);
        var database = placement.database();
        return new Placement(
                new Database(
                        service,
                        EngineKind.HTTP,
                        new Database.Runner.Service(service),
                        database.ports(),
                        Optional.empty(),
                        Optional.empty(),
                        MARK),
                placement.container(),
                placement.berths(),
                Optional.empty());
    }
}
