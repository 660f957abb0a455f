package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpliceTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 1972})
    void theInverseGivesBackEveryByte(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var text = text(random, random.nextInt(60));
            var splices = splices(random, text);
            var edited = Splice.apply(text, splices);

            var back = Splice.apply(edited, Splice.inverse(splices));

            assertThat(back).isEqualTo(text);
        }
    }

    @Test
    void theOrderOfSplicesDoesNotMatter() {
        var splices = List.of(new Splice(0, "5432", "7"), new Splice(5, "1", "700100"));

        assertThat(Splice.apply("5432 1 x", splices)).isEqualTo("7 700100 x");
        assertThat(Splice.apply("5432 1 x", List.of(splices.get(1), splices.get(0))))
                .isEqualTo("7 700100 x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5433", "543", ""})
    void aSpliceThatDoesNotFindItsTextIsRefused(String text) {
        assertThatThrownBy(() -> Splice.apply(text, List.of(new Splice(0, "5432", "7000"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("“5432” does not stand at byte 0");
    }

    private static List<Splice> splices(Random random, String text) {
        var splices = new ArrayList<Splice>();
        int at = 0;
        while (at < text.length()) {
            int start = at + random.nextInt(6);
            int end = start + 1 + random.nextInt(5);
            if (end <= text.length()) {
                splices.add(new Splice(start, text.substring(start, end), text(random, random.nextInt(8))));
            }
            at = end;
        }
        Collections.shuffle(splices, random);
        return splices;
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 256)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void whatBothTextsBeginAndEndWithIsLeftOut() {
        assertThat(Splice.least(10, "db://app:s3cret@host:5432/x", "db://app:s3cret@host:7000/x"))
                .isEqualTo(new Splice(31, "5432", "7000"));
    }

    @Test
    void aNumberIsReplacedAsAWhole() {
        assertThat(Splice.least(0, "|| 7000,", "|| 7030,")).isEqualTo(new Splice(3, "7000", "7030"));
    }

    @Test
    void aTextThatGrowsIsReplacedWhereItDoes() {
        assertThat(Splice.least(0, "port", "port: 7000")).isEqualTo(new Splice(4, "", ": 7000"));
    }
}
