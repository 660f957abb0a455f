package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** berth as people install it: its own image, by its chart or by the manifests of an example, in pods of a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class InstalledE2E {
    private static final String[] BOTH = {"sql-5432 5432", "sql-7000 7000"};
    private static final String CLIENT_FILE = """
              clients:
                - name: web
                  uses: [main]
                  files: [{path: config.js, find: "5432", replace: "{{main.sql}}"}]
            """;

    private final Path folder;
    private final Installation berth;
    private Optional<Outpost> outpost = Optional.empty();

    InstalledE2E(@TempDir Path folder) {
        this.folder = folder;
        this.berth = Installation.prepared(folder);
    }

    @AfterAll
    void end() {
        outpost.ifPresent(Outpost::close);
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
            assertThat(visitors.refused()).isEmpty();
        }
        assertThat(shop.ports()).containsExactlyInAnyOrder(BOTH);
        assertThat(List.of(answer(shop, 5432), answer(shop, 7000))).containsOnly("1");
        assertThat(berth.pods()).hasSize(2);
        assertThat(berth.restarts()).isEqualTo(restarts);
    }

    @Test
    void aMoveWhoseLeaderIsKilledInTheMiddleArrivesAndNobodyIsRefused() throws SQLException {
        berth.up();
        var shop = berth.database("after-kill");
        int restarts = berth.restarts();
        try (var visitors = new ServiceVisitors(shop.address(), 5432)) {
            visitors.awaitMore();
            shop.begun().awaitBegun("-settle-bridge");

            berth.kill(berth.leader());

            shop.arrived();
            visitors.awaitMore();
            assertThat(visitors.refused()).isEmpty();
        }
        assertThat(shop.ports()).containsExactlyInAnyOrder(BOTH);
        assertThat(answer(shop, 7000)).isEqualTo("1");
        assertThat(shop.migrations()).hasSize(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> berth.restarts() == restarts + 1);
    }

    @Test
    void ofItsPodsOneStaysWhileNodesAreDrainedAndAnotherLeads() throws SQLException {
        berth.up();
        var shop = berth.database("after-drain");
        var leader = berth.leader();
        var other = berth.pods().stream().filter(pod -> !pod.equals(leader)).findFirst();
        // The budget counts pods a moment after they are ready.
        await().atMost(Duration.ofSeconds(60)).until(() -> berth.evict(leader));

        boolean both = berth.evict(other.orElseThrow());

        assertThat(both).isFalse();
        berth.awaitLeaderBesides(leader);
        assertThat(berth.pods()).contains(other.orElseThrow());
        assertThat(answer(shop.moved(), 7000)).isEqualTo("1");
    }

    @Test
    @Tag("slow")
    void whatIsUninstalledLeavesServicesAndPoliciesAsTheyAre() throws SQLException {
        berth.up();
        var shop = berth.database("left").moved();
        var before = berth.node().service("left", "pg");

        berth.down();

        assertThat(berth.node().service("left", "pg").getSpec()).isEqualTo(before.getSpec());
        assertThat(List.of(answer(shop, 5432), answer(shop, 7000))).containsOnly("1");
        assertThat(new ShopPolicy(berth.node(), "left").isThere()).isTrue();
    }

    @Test
    void whatCannotBeDoneFromAPodIsSaidBeforehand() {
        var looked = outpost().database("looked");
        outpost().policy(looked);
        outpost().awaitCondition(looked, "Waiting", "True ChangesWait looked: the plan wants an approval");

        var plan = outpost().berth("plan", looked);
        outpost().policy(looked, "hold: {mode: Auto}", "hold: {mode: Required}");
        outpost().awaitCondition(looked, "Ready", "False Refused main: hold.mode is Required");
        outpost().policy(looked, "  hold: {mode: Auto}", CLIENT_FILE);
        outpost().awaitCondition(looked, "Ready", "False InvalidPolicy");

        assertThat(plan)
                .contains("connections to main can't wait: the engine tcp://", " is not on this host; during its pause")
                .contains("published on every address of " + berth.node().host());
        assertThat(outpost().condition(looked, "Ready"))
                .contains("“config.js” — no such file here; the engine is on "
                        + berth.node().host() + ": keep the file here, too, or run berth there");
        assertThat(looked.rows(looked.before())).containsExactly(1L);
    }

    @Test
    void aDatabaseOfADockerHostMovesOnceItsPolicyInAConfigMapLetsIt() {
        var moved = outpost().database("moved");
        outpost().policy(moved);
        outpost().awaitCondition(moved, "Waiting", "True ChangesWait");

        outpost().policy(moved, "mode: Plan", "mode: Enforce");

        outpost().awaitCondition(moved, "Ready", "True InSync");
        assertThat(moved.rows(moved.after())).containsExactly(1L);
        assertThat(moved.answers(moved.before())).isFalse();
        assertThat(outpost().containers())
                .filteredOn(name -> name.startsWith("moved"))
                .containsExactly("moved");
        assertThat(outpost().said()).doesNotContain(Outpost.PASSWORD);
    }

    @Test
    @Tag("slow")
    void aDaemonThatIsKilledInTheMiddleIsFollowedByOneThatEndsWhatItBegan() {
        var killed = outpost().database("killed");

        outpost().killWhenSaid("-stop-container", () -> outpost().policy(killed, "mode: Plan", "mode: Enforce"));

        outpost().awaitCondition(killed, "Ready", "True InSync");
        assertThat(outpost().said()).contains("killed-").contains("migrated in");
        assertThat(killed.rows(killed.after())).containsExactly(1L);
        assertThat(outpost().containers())
                .filteredOn(name -> name.startsWith("killed"))
                .containsExactly("killed");
        outpost().replacePod();
        outpost().awaitCondition(killed, "Ready", "True InSync");
        // Where the machine is slow it goes back first: the time without a daemon counts against hold.limit.
        assertThat(outpost().berth("history", killed)).containsOnlyOnce("soaking");
    }

    @Test
    void aSecondDaemonOverTheSameStateFolderIsRefused() {
        var second = outpost().secondReplica();

        assertThat(second.getExitCode()).isEqualTo(3);
        assertThat(second.getMessage())
                .contains("another daemon keeps the folder /var/lib/berth/state: it is in use by process 1 of host"
                        + " berth-0 since ");
    }

    private Outpost outpost() {
        var there = outpost.orElseGet(() -> Outpost.on(berth.node(), berth.image(), folder));
        outpost = Optional.of(there);
        return there;
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
