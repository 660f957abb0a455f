package dev.berth.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.engine.Contents.Depth;
import dev.berth.engine.Contents.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ContentsTest {
    @Test
    void rowsOfWhichOnlyTheNumberIsKnownAreComparedByIt() {
        var before = of(Table.counted(3));

        assertThat(before.differences(of(new Table(3, "keys:7")))).isEmpty();
        assertThat(before.differences(of(new Table(4, "keys:7")))).containsExactly("t has 4 rows instead of 3");
        assertThat(before.counted()).containsExactly("t");
    }

    @Test
    void aTableThatWasBeingWrittenToMayHaveGrownAndNotShrunk() {
        var before = of(new Table(3, "keys:7")).least();

        assertThat(before.differences(of(new Table(5, "keys:9")))).isEmpty();
        assertThat(before.differences(of(new Table(2, "keys:9")))).containsExactly("t has 2 rows instead of 3");
    }

    @Test
    void rowsThatAreKnownMustBeTheSame() {
        assertThat(of(new Table(3, "keys:7")).differences(of(new Table(3, "keys:9"))))
                .containsExactly("t has as many rows, but not the same");
    }

    @Test
    void aDatabaseThatCouldNotBeEnteredAtFirstIsNotComparedOnceItCan() {
        var before = Contents.none(Depth.FAST)
                .with("shop", of(new Table(3, "record:7")))
                .beside("crm");
        var later = Contents.none(Depth.FAST)
                .with("shop", of(new Table(3, "record:7")))
                .with("crm", of(new Table(5, "record:9")));

        assertThat(before.differences(later)).isEmpty();
        assertThat(before.unread()).containsExactly("database crm: may not be entered");
    }

    @Test
    void aDatabaseThatCanNoLongerBeEnteredIsADifference() {
        var orders = new Contents(
                Depth.FAST,
                new TreeMap<>(Map.of("table public.orders", "0f")),
                new TreeMap<>(Map.of("public.orders", new Table(5, "record:9"))),
                new TreeSet<>());
        var before = Contents.none(Depth.FAST).with("crm", orders);

        assertThat(before.differences(Contents.none(Depth.FAST).beside("crm")))
                .containsExactly("database crm: may not be entered");
    }

    @Test
    void whatIsLostBesideADatabaseThatCanNoLongerBeEnteredIsNamed() {
        var before = Contents.none(Depth.FAST)
                .with("crm", of(new Table(5, "record:9")))
                .with("shop", of(new Table(3, "record:7")));
        var later = Contents.none(Depth.FAST)
                .with("shop", of(new Table(2, "record:1")))
                .beside("crm");

        assertThat(before.differences(later))
                .containsExactly("database crm: may not be entered", "shop: t has 2 rows instead of 3");
    }

    private static Contents of(Table table) {
        return new Contents(Depth.FAST, new TreeMap<>(), new TreeMap<>(Map.of("t", table)), new TreeSet<>());
    }
}
