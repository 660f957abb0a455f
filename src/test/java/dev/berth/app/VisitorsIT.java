package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The old port of a database on every address leads on for other hosts and containers as well, and none of them is refused. */
@Timeout(180)
class VisitorsIT {
    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.postgres("main").onEveryAddress()));

    private final TinyStack stack = STAGE.stack();
    private final Moored main = stack.first();

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @Test
    void nobodyOnAnotherHostOrInAContainerIsRefusedByAMoveAndItsWayBack() {
        try (var other = Visitor.onAnotherHost(stack).keepsAsking(main.before());
                var inside = Visitor.inAContainer(stack).keepsAsking(main.before())) {
            stack.berth("apply", "--yes").ends(0).says("the old ports go on answering");
            other.assertWasNeverRefused();
            inside.assertWasNeverRefused();

            stack.berth("rollback").ends(0);

            other.assertWasNeverRefused();
            inside.assertWasNeverRefused();
        }
        stack.assertAsBefore();
    }

    /** The table of docs/hitless.md. */
    @Test
    void everybodyIsSeenOnTheOldPortAsHeWasBeforeTheMove() throws SQLException {
        try (var other = Visitor.onAnotherHost(stack);
                var inside = Visitor.inAContainer(stack)) {
            assertEachIsSeenAsEver(other, inside, main.before());

            stack.berth("apply", "--yes").ends(0);

            assertEachIsSeenAsEver(other, inside, main.before());
            assertEachIsSeenAsEver(other, inside, main.after());
        }
    }

    private void assertEachIsSeenAsEver(Visitor other, Visitor inside, int port) throws SQLException {
        assertThat(other.seenAs(other.host(), port)).isEqualTo(other.own());
        assertThat(other.seenAs(other.host6(), port)).isEqualTo(gateway());
        assertThat(inside.seenAs(inside.host(), port)).isEqualTo(gateway());
        assertThat(seenFromHere(other.host(), port)).isEqualTo(other.host());
        assertThat(seenFromHere("127.0.0.1", port)).isEqualTo(gateway());
        assertThat(seenFromHere("[::1]", port)).isEqualTo(gateway());
    }

    @Test
    void onTheOldPortAsOnTheNewOneAnotherHostMeetsTheRulesOfDockerAndNotThoseOfThisHost() {
        try (var other = Visitor.onAnotherHost(stack)) {
            stack.berth("apply", "--yes").ends(0);

            for (int port : new int[] {main.before(), main.after()}) {
                assertThat(isAnsweredPastARuleIn("INPUT", other, port)).isTrue();
                assertThat(isAnsweredPastARuleIn("DOCKER-USER", other, port)).isFalse();
            }
        }
    }

    /** The kernel tracks from where each is answered; Docker's proxy answers from this host. */
    @Test
    void theOldPortLeadsStraightToTheContainerOnThisHostAndFromOthers() throws IOException {
        try (var other = Visitor.onAnotherHost(stack)) {
            stack.berth("apply", "--yes").ends(0);
            other.seenAs(other.host(), main.before());
            assertThat(main.answers(main.before())).isTrue();

            for (var host : List.of("127.0.0.1", other.host())) {
                assertThat(whoAnswered(host, main.before()))
                        .contains(address() + ":5432")
                        .noneMatch(one -> one.endsWith(":" + main.after()));
            }
        }
    }

    private static List<String> whoAnswered(String host, int port) throws IOException {
        var flow =
                Pattern.compile("dst=" + host + " sport=\\d+ dport=" + port + " .*?src=(\\S+) dst=\\S+ sport=(\\d+)");
        return flow.matcher(Files.readString(Path.of("/proc/net/nf_conntrack")))
                .results()
                .map(found -> found.group(1) + ":" + found.group(2))
                .toList();
    }

    private String address() {
        var addresses = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
        return Shell.docker("inspect", "-f", addresses, stack.container("main"));
    }

    private static boolean isAnsweredPastARuleIn(String chain, Visitor visitor, int port) {
        var rule = List.of("-i", visitor.cable(), "-p", "tcp", "--dport", "1:65535", "-j", "DROP");
        Shell.run(iptables("-I", chain, rule));
        try {
            return visitor.isAnswered(visitor.host(), port);
        } finally {
            Shell.attempt(iptables("-D", chain, rule));
        }
    }

    private static String[] iptables(String verb, String chain, List<String> rule) {
        return Stream.concat(Stream.of("iptables", verb, chain), rule.stream()).toArray(String[]::new);
    }

    private String gateway() {
        var gateways = "{{range .NetworkSettings.Networks}}{{.Gateway}}{{end}}";
        return Shell.docker("inspect", "-f", gateways, stack.container("main"));
    }

    private static String seenFromHere(String host, int port) throws SQLException {
        var url = "jdbc:postgresql://" + host + ":" + port + "/postgres?user=postgres&connectTimeout=3";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var result = statement.executeQuery("select host(inet_client_addr())")) {
            result.next();
            return result.getString(1);
        }
    }
}
