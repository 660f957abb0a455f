package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** berth as people install it: its own image, by its chart, in pods of a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class InstalledE2E {
    private static final String[] BOTH = {"sql-5432 5432", "sql-7000 7000"};

    private final Installation berth;

    InstalledE2E(@TempDir Path folder) {
        berth = Installation.prepared(folder);
    }

    @AfterAll
    void end() {
        berth.close();
    }

    @Test
    void aDatabaseOfAnotherNamespaceMovesAndNobodyNotices() throws SQLException {
        berth.up();
        var shop = berth.database("shop");
        int restarts = berth.restarts();
        try (var visitors = new ServiceVisitors(shop.address(), 5432)) {
            visitors.awaitMore();

            shop.moved();

            visitors.awaitMore();
            assertThat(visitors.failed()).isEmpty();
        }
        assertThat(shop.ports()).containsExactlyInAnyOrder(BOTH);
        assertThat(List.of(answer(shop, 5432), answer(shop, 7000))).containsOnly("1");
        assertThat(berth.pods()).hasSize(2);
        assertThat(berth.restarts()).isEqualTo(restarts);
    }

    @Test
    void afterTheLeadersProcessIsKilledTheNextDatabaseMovesAllTheSame() throws SQLException {
        berth.up();
        var shop = berth.database("after-kill");
        int restarts = berth.restarts();

        berth.kill(berth.leader());

        assertThat(answer(shop.moved(), 7000)).isEqualTo("1");
        assertThat(shop.ports()).containsExactlyInAnyOrder(BOTH);
        await().atMost(Duration.ofSeconds(60)).until(() -> berth.restarts() == restarts + 1);
    }

    @Test
    void whereTheLeadersPodIsDeletedTheOtherLeads() throws SQLException {
        berth.up();
        var shop = berth.database("after-delete");
        var leader = berth.leader();
        var other = berth.pods().stream().filter(pod -> !pod.equals(leader)).findFirst();

        berth.delete(leader);

        berth.awaitLeader(other.orElseThrow());
        assertThat(answer(shop.moved(), 7000)).isEqualTo("1");
    }

    @Test
    void whatIsUninstalledLeavesServicesAndPoliciesAsTheyAre() throws SQLException {
        berth.up();
        var shop = berth.database("left").moved();
        var before = berth.node().service("left", "pg");

        berth.down();

        assertThat(berth.node().service("left", "pg").getSpec()).isEqualTo(before.getSpec());
        assertThat(List.of(answer(shop, 5432), answer(shop, 7000))).containsOnly("1");
        assertThat(new ShopPolicy(berth.node(), "left").isThere()).isTrue();
    }

    /** By a connection of its own. */
    private static String answer(Installation.Database database, int port) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:postgresql://" + database.address() + ":" + port
                        + "/postgres?user=postgres&connectTimeout=5&socketTimeout=5");
                var statement = connection.createStatement();
                var row = statement.executeQuery("select 1")) {
            row.next();
            return row.getString(1);
        }
    }
}
