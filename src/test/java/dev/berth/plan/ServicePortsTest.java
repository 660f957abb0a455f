package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServicePortsTest {
    @Test
    void aNumberLeadsToThatPortOfThePods() {
        assertThat(pair("5432").mayLeadTo(5432)).isTrue();
        assertThat(pair("5432").mayLeadTo(9187)).isFalse();
    }

    @Test
    void aNameMayLeadToAny() {
        assertThat(pair("db").mayLeadTo(9187)).isTrue();
    }

    private static ServicePorts.Pair pair(String target) {
        return new ServicePorts.Pair("sql", "sql", "sql-7000", target, 5432, 7000);
    }
}
