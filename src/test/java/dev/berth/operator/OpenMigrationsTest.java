package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterPolicy;
import dev.berth.operator.OpenMigrations.Open;
import dev.berth.plan.ClusterDecision;
import dev.berth.plan.ClusterPlanner;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a migration needs that is not over. */
class OpenMigrationsTest {
    private static final Open UNREADABLE = new Open(
            "stock-1",
            "stock",
            List.of("2"),
            "{\"moves\":[{\"name\":\"main\",\"from\":5432,\"to\":7303}]}",
            Optional.empty());
    private static final Open READABLE = new Open(
            "stock-1",
            "stock",
            List.of("2"),
            "",
            ((ClusterDecision.Seen) ClusterPlanner.decide(ClusterPolicy.SHOP, ClusterPolicy.facts("", 5432))).plan());

    @Test
    void itMovesWhatItsPlanMoves() {
        assertThat(READABLE.moves("main")).isTrue();
        assertThat(READABLE.moves("other")).isFalse();
        assertThat(READABLE.needs(7000)).isFalse();
    }

    @Test
    void ofAPlanThatCannotBeReadWhateverIsNamedThere() {
        assertThat(UNREADABLE.moves("main")).isTrue();
        assertThat(UNREADABLE.moves("other")).isFalse();
    }

    @Test
    void ofPortsOfTheNodesThose() {
        assertThat(List.of(5432, 7303).stream().allMatch(UNREADABLE::needs)).isTrue();
        assertThat(UNREADABLE.needs(543)).isFalse();
        assertThat(UNREADABLE.needs(73030)).isFalse();
    }
}
