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

    private static Contents of(Table table) {
        return new Contents(Depth.FAST, new TreeMap<>(), new TreeMap<>(Map.of("t", table)), new TreeSet<>());
    }
}
