package dev.berth.adapter.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresSpareTest {
    @Test
    void aShellTakesTheUserAsItIs() {
        assertThat(PostgresSpare.reach("berth-restore-1-db", 5433, "the owner's"))
                .isEqualTo("docker exec -it berth-restore-1-db psql -p 5433 -d postgres -U 'the owner'\\''s'");
    }
}
