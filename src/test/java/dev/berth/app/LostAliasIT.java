package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A restart of the machine empties the packet filter: the next command says so, and one that acts opens again what the
 * records have open, unless somebody else has the port by then.
 */
@Timeout(180)
class LostAliasIT {
    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.redis("cache").onEveryAddress()));

    private final TinyStack stack = STAGE.stack();
    private final Moored cache = stack.first();
    private final String old = "old port " + cache.before() + " ";

    @BeforeEach
    void hold() {
        stack.policy("mode: Never", "mode: Required");
    }

    @Test
    void whatWasLostIsToldAndOpenedAgain() {
        stack.berth("apply", "--yes").ends(0);
        restartOfTheMachine();
        assertThat(cache.answers(cache.before())).isFalse();

        stack.berth("status").ends(0).says("AliasesLost", old + "no longer leads to " + cache.after());
        stack.berth("stragglers").ends(0).says(old + "no longer leads to " + cache.after());
        stack.berth("plan").ends(10).says("in sync", old + "no longer leads to " + cache.after());
        assertThat(cache.answers(cache.before())).isFalse();
        stack.berth("apply").ends(0).says(old + "leads to " + cache.after() + " again");

        assertThat(cache.rows(cache.before())).isEqualTo(cache.rows(cache.after()));
        stack.berth("plan").ends(0);
        stack.berth("retire", "--yes").ends(3).says("is forgotten: the packet filter had lost it");
    }

    @Test
    void whatWasTakenBackOrRetiredOrNeverOpenedStaysClosed() {
        stack.berth("apply", "--yes").ends(0);
        stack.berth("rollback").ends(0);
        restartOfTheMachine();
        stack.berth("plan").ends(10).doesNotSay("no longer leads");
        stack.policy("mode: Required", "mode: Never");
        stack.berth("apply", "--yes").ends(0);
        stack.policy("mode: Never", "mode: Required");
        stack.berth("apply").ends(0).doesNotSay("again");
        assertThat(Ruleset.tablesOf(stack.project())).isEmpty();

        stack.berth("rollback").ends(0);
        stack.berth("apply", "--yes").ends(0);
        stack.berth("retire", "--yes").ends(0);
        restartOfTheMachine();
        stack.berth("apply").ends(0).doesNotSay("again");

        assertThat(Ruleset.tablesOf(stack.project())).isEmpty();
        stack.assertMigratedAndOldPortsSilent();
    }

    @Test
    void aProcessThatTookThePortMeanwhileKeepsIt() throws IOException {
        stack.berth("apply", "--yes").ends(0);
        restartOfTheMachine();
        try (var other = new ServerSocket(cache.before(), 5, InetAddress.getByName("127.0.0.1"))) {
            other.setSoTimeout(5000);

            stack.berth("status").ends(0).says("and it stays so: ", "listens there now");
            stack.berth("apply", "--yes").ends(0).says(old + "no longer leads", "listens there now");

            try (var client = new Socket("127.0.0.1", cache.before());
                    var accepted = other.accept()) {
                assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
            }
        }
        stack.berth("apply", "--yes").ends(0).says(old + "leads to " + cache.after() + " again");
        assertThat(cache.answers(cache.before())).isTrue();
    }

    @Test
    void aContainerThatTookThePortMeanwhileKeepsIt() {
        stack.berth("apply", "--yes").ends(0);
        restartOfTheMachine();
        var thief = stack.project() + "-thief";
        Shell.docker("run", "-d", "--name", thief, "-p", "127.0.0.1:" + cache.before() + ":6379", cache.image());
        try {
            stack.berth("apply", "--yes").ends(0).says("container " + thief + " has the port now");

            assertThat(Ruleset.tablesOf(stack.project())).isEmpty();
        } finally {
            Shell.attempt("docker", "rm", "-fv", thief);
        }
    }

    @Test
    void everyOldPortOfADatabaseThatMovedTwiceComesBack() {
        stack.berth("apply", "--yes").ends(0);
        int third = Berths.inside();
        stack.policy("|| " + cache.before() + "\"", "|| " + cache.after() + "\"");
        stack.policy("port: " + cache.after(), "port: " + third);
        stack.berth("apply", "--yes").ends(0);
        restartOfTheMachine();

        stack.berth("apply")
                .ends(0)
                .says(
                        old + "leads to " + third + " again",
                        "old port " + cache.after() + " leads to " + third + " again");

        assertThat(cache.answers(cache.before())).isTrue();
        assertThat(cache.rows(cache.after())).isEqualTo(cache.rows(third));
        stack.berth("rollback").ends(0);
        assertThat(cache.answers(cache.before())).isTrue();
        assertThat(cache.answers(third)).isFalse();
        stack.berth("rollback").ends(0);
        stack.assertAsBefore();
    }

    /** What it does to the packet filter. */
    private void restartOfTheMachine() {
        Ruleset.tablesOf(stack.project()).forEach(table -> Shell.run("nft", "delete", "table", "inet", table));
    }
}
