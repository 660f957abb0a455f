package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresRemainsTest {
    private static final PostgresRemains REMAINS =
            new PostgresRemains("0123abcd", 2, List.of("ann", "Reader's %20 \n\"role\""), false);

    @Test
    void whatIsNotedIsReadAsItWas() {
        assertThat(PostgresRemains.of(REMAINS.text())).isEqualTo(REMAINS);
        assertThat(PostgresRemains.of(REMAINS.beingPlaced().text())).isEqualTo(REMAINS.beingPlaced());
    }

    @Test
    void withoutRolesItIsReadTheSame() {
        var remains = new PostgresRemains("0123abcd", 1, List.of(), true);

        assertThat(PostgresRemains.of(remains.text())).isEqualTo(remains);
    }

    @Test
    void databasesAreNamedByTheirNumbers() {
        assertThat(REMAINS.databases()).containsExactly("berth_0123abcd_1", "berth_0123abcd_2");
    }
}
