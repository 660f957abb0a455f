package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormerNamesTest {
    private static final String STAMP = "20261128T030000Z";

    @Test
    void aDatabaseKeepsItsNameWithTheTimeBehindIt() {
        assertThat(FormerNames.of(List.of("app", "postgres"), Set.of("app", "postgres", "other"), STAMP))
                .isEqualTo(
                        Map.of("app", "app_before_20261128T030000Z", "postgres", "postgres_before_20261128T030000Z"));
    }

    @Test
    void oneOfBeforeIsKnownByItsName() {
        assertThat(List.of("app_before_" + STAMP, "app_before_" + STAMP + "_2")).allMatch(FormerNames::is);
        assertThat(List.of("app", "app_before_christmas")).noneMatch(FormerNames::is);
    }

    @Test
    void oneThatIsNotThereHasNoFormer() {
        assertThat(FormerNames.of(List.of("app"), Set.of("postgres"), STAMP)).isEmpty();
    }

    @Test
    void longNamesAreCutBetweenTwoCharactersAndToldApart() {
        var one = "ü".repeat(31) + "1";
        var other = "ü".repeat(31) + "2";

        var names = FormerNames.of(List.of(one, other), List.of(one, other), STAMP);

        assertThat(names.values())
                .doesNotHaveDuplicates()
                .allSatisfy(name ->
                        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(64))
                .allSatisfy(name -> assertThat(name).startsWith("ü".repeat(18)).doesNotContain("\ufffd"));
    }

    @Test
    void aTemplateIsNoneAnyMoreBeforeItIsRemoved() {
        var kept = Map.of("pattern", "pattern_before_20261128T030000Z");

        var told = FormerNames.told(kept, Set.of("pattern", "template0", "template1"));

        assertThat(told.forget())
                .containsExactly(
                        "ALTER DATABASE \"pattern_before_20261128T030000Z\" WITH IS_TEMPLATE false",
                        "DROP DATABASE IF EXISTS \"pattern_before_20261128T030000Z\"");
    }

    @Test
    void theRestoredOneIsCalledLikeTheFormerOne() {
        assertThat(FormerNames.restored("app", "app_before_20261128T030000Z"))
                .isEqualTo("app_restored_20261128T030000Z");
    }
}
