package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.plan.Substitution.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
    @ParameterizedTest
    @CsvSource({
        "main:5432/, BEFORE",
        "main:7000/, AFTER",
        "main:5432/ main:7000/, UNKNOWN",
        "main:5432/ main:5432/, UNKNOWN",
        "main:15432/, UNKNOWN",
        "other:5432/, UNKNOWN"
    })
    void aPartStandsInAValueAsOftenAsItMustOrIsNotKnown(String value, Standing standing) {
        var substitution = new Substitution("main:5432", "main:7000", 1, false);

        assertThat(substitution.in(value)).isEqualTo(standing);
    }

    @Test
    void numbersStayWhole() {
        var substitution = new Substitution(":700", ":7000", 1, false);

        assertThat(substitution.in("main:700/shop")).isEqualTo(Standing.BEFORE);
        assertThat(substitution.in("main:7000/shop")).isEqualTo(Standing.AFTER);
        assertThat(substitution.forth("main:700/7001:7000")).isEqualTo("main:7000/7001:7000");
    }

    @Test
    void aWholeValueIsThatTextAndNothingElse() {
        var substitution = new Substitution("5432", "7000", 1, true);

        assertThat(substitution.in("5432")).isEqualTo(Standing.BEFORE);
        assertThat(substitution.in("5432\n")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void whatIsAroundItStaysAsItIs() {
        var substitution = new Substitution("@main:5432", "@main:7000", 2, false);
        var value = "postgres://u:p5432@main:5432/a,postgres://u:p5432@main:5432/b";

        var forth = substitution.forth(value);

        assertThat(forth).isEqualTo("postgres://u:p5432@main:7000/a,postgres://u:p5432@main:7000/b");
        assertThat(substitution.back(forth)).isEqualTo(value);
    }
}
