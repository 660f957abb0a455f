package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
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
    void onlyWhoAsksTheNewPortByAnAddressOtherThanLoopbackIsSeenWithHisOwn() throws SQLException {
        try (var other = Visitor.onAnotherHost(stack);
                var inside = Visitor.inAContainer(stack)) {
            assertThat(other.seenAs(other.host(), main.before())).isEqualTo(other.own());
            assertThat(seenFromHere(other.host(), main.before())).isEqualTo(other.host());

            stack.berth("apply", "--yes").ends(0);

            assertThat(other.seenAs(other.host(), main.after())).isEqualTo(other.own());
            assertThat(other.seenAs(other.host(), main.before())).isEqualTo(gateway());
            assertThat(seenFromHere(other.host(), main.after())).isEqualTo(other.host());
            assertThat(seenFromHere(other.host(), main.before())).isEqualTo(gateway());
            for (int port : new int[] {main.before(), main.after()}) {
                assertThat(other.seenAs(other.host6(), port)).isEqualTo(gateway());
                assertThat(inside.seenAs(inside.host(), port)).isEqualTo(gateway());
                assertThat(seenFromHere("127.0.0.1", port)).isEqualTo(gateway());
                assertThat(seenFromHere("[::1]", port)).isEqualTo(gateway());
            }
        }
    }

    @Test
    void onItsOldPortAnotherHostMeetsTheRulesOfThisHostAndOnItsNewOneThoseOfDocker() {
        try (var other = Visitor.onAnotherHost(stack)) {
            stack.berth("apply", "--yes").ends(0).says("meet this host's INPUT rules");

            assertThat(isAnsweredPastARuleIn("INPUT", other, main.after())).isTrue();
            assertThat(isAnsweredPastARuleIn("INPUT", other, main.before())).isFalse();
            assertThat(isAnsweredPastARuleIn("DOCKER-USER", other, main.after()))
                    .isFalse();
            assertThat(isAnsweredPastARuleIn("DOCKER-USER", other, main.before()))
                    .isTrue();
        }
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
