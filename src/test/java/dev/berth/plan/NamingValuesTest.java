package dev.berth.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.cycle.ClusterClients;
import dev.berth.cycle.ClusterPolicy;
import dev.berth.policy.Client;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamingValuesTest {
    @Test
    void aPartOfAValueNamesThePort() {
        assertThat(named(part(), "postgres://shop:hunter2@main:5432/shop")).contains("Secret/web URL of client web");
    }

    @Test
    void soDoesItsTextOfBeforeWhereItIsAnother() {
        var rule = ClusterClients.part(ClusterClients.SECRET, "db:5432;", "main:{{main.sql}}/");

        assertThat(named(rule, "host=db:5432;")).isPresent();
    }

    @Test
    void aNumberThatGoesOnIsAnother() {
        var rule = ClusterClients.part(ClusterClients.SECRET, "5432", "{{main.sql}}");

        assertThat(named(rule, "1 15432 54321")).isEmpty();
    }

    @Test
    void neitherDoesAnotherPort() {
        assertThat(named(part(), "postgres://shop:hunter2@main:7000/shop")).isEmpty();
    }

    @Test
    void whatStandsForAnotherPortMayBeAnyNumber() {
        var rule = ClusterClients.part(ClusterClients.SECRET, "a, b", "main:{{main.sql}},cache:{{cache.tcp}}");

        assertThat(named(rule, "main:5432,cache:1")).isPresent();
        assertThat(named(rule, "main:5432,cache:")).isEmpty();
    }

    private static Client.ValueRule part() {
        return ClusterClients.part(ClusterClients.SECRET, "@main:5432/", "@main:{{main.sql}}/");
    }

    private static Optional<String> named(Client.ValueRule rule, String text) {
        var web = ClusterClients.web();
        var policy = PolicyWith.clients(
                ClusterPolicy.SHOP,
                List.of(new Client(
                        "web", web.uses(), List.of(), List.of(rule), Optional.empty(), Optional.empty(), web.mark())));
        var facts = ClusterClients.facts(
                List.of(ClusterClients.holder(ClusterClients.SECRET, text)), "sql", 5432, "sql-7000", 7000);
        return new NamingValues(policy, facts).of("main", 5432);
    }
}
