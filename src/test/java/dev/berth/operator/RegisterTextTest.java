package dev.berth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.Grant;
import dev.berth.plan.Grants;
import dev.berth.policy.Band;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegisterTextTest {
    private static final Grants DEV = new Grants(
            List.of(new Band("", 7000, 7099), new Band("", 7300, 7300)),
            List.of("cache", "shop"),
            List.of(new Grant("cache", 7001, "cache"), new Grant("main", 7000, "shop")));

    @Test
    void ofEachNamespaceItSaysWhoMayTakeWhat() {
        assertThat(RegisterText.of(Map.of("dev", DEV)))
                .containsExactly(
                        Map.entry("dev", "cache:7001 cache\nmain:7000 shop"),
                        Map.entry("dev.bands", "7000-7099 7300-7300"),
                        Map.entry("dev.policies", "cache, shop"));
    }

    @Test
    void itIsReadAsItWasWritten() {
        var read = RegisterText.read(RegisterText.of(Map.of("dev", DEV)), "dev");

        assertThat(read).isEqualTo(new Grants(DEV.bands(), List.of(), DEV.all()));
    }

    @Test
    void whatBerthDidNotWriteIsPassedOver() {
        var data = Map.of("dev", "main:7000 shop\nmain\n:7 a\nmain:x shop\n", "dev.bands", "7000-7099 all 7-");

        var read = RegisterText.read(data, "dev");

        assertThat(read.all()).containsExactly(new Grant("main", 7000, "shop"));
        assertThat(read.bands()).containsExactly(new Band("", 7000, 7099));
    }

    @Test
    void ofManyPoliciesSomeAreNamed() {
        var names = IntStream.range(0, 11).mapToObj(number -> "p" + number).toList();

        assertThat(RegisterText.of(Map.of("dev", new Grants(List.of(), names, List.of()))))
                .containsEntry("dev.policies", "p0, p1, p2, p3, p4, p5, p6, p7 and 3 more");
    }

    @Test
    void namespacesThatChangedAreTold() {
        var before = Map.of("dev", "main:7000 shop", "test", "a:7001 b", "gone.bands", "7000-7999");
        var now = Map.of("dev", "main:7002 shop", "test", "a:7001 b");

        assertThat(RegisterText.changed(before, now)).containsExactlyInAnyOrder("dev", "gone");
    }
}
