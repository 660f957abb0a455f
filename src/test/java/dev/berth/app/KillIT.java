package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code kill -9} in the middle: the next command, whichever it is, ends on one of the two exact states, and whoever
 * connects meanwhile gets an answer.
 */
class KillIT {
    /** As many as have no factor in common with the moments of a step, so that each comes after each kind of them. */
    private static final List<String> COMMANDS = List.of("status", "plan", "apply", "rollback", "history");

    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String ANY = ".*";
    private static final String ANY_OF_THE_WAY_BACK = "(takes|took) back .*";

    @RegisterExtension
    static final Stage STAGE = new Stage(() -> new TinyStack(Moored.postgres("main")));

    private final TinyStack stack = STAGE.stack();

    /** Between a kill and the next command the pause may be longer than clients like; here it goes on all the same. */
    @BeforeEach
    void holdThroughALongPause() {
        stack.hold("drain: 2s, limit: 3m");
    }

    @ParameterizedTest
    @CsvSource({
        "acts on, hold-connections, rollback",
        "acted on, drain-sessions, apply",
        "acted on, stop-container, status",
        "acts on, start-replacement, rollback",
        "acted on, open-alias, rollback",
        "acted on, remove-parked, status",
    })
    @Timeout(120)
    void aKilledRunIsEndedByTheNextCommand(String moment, String step, String next) throws Exception {
        assertThat(killed("apply", moment + " .*-" + step, 1, next)).isTrue();
    }

    @Test
    @Timeout(120)
    void aWayBackThatIsKilledGoesOn() throws Exception {
        stack.berth("apply", "--yes").ends(0);

        assertThat(killed("rollback", "took back .*-start-replacement", 1, "status"))
                .isTrue();
    }

    @Test
    @Timeout(120)
    void nobodyIsRefusedByARunThatIsKilledAndGoesOn() throws Exception {
        try (var load = PgBench.reconnecting(stack.first())) {
            assertThat(killed("apply", "acted on .*-stop-container", 1, "apply"))
                    .isTrue();

            load.assertNobodyWasRefused();
        }
    }

    @Test
    @Tag("slow")
    @Timeout(3600)
    void everyMomentOfARunSurvivesAKill() throws Exception {
        var client = wellClient();
        try (var load = PgBench.reconnecting(stack.first(), LONGEST)) {
            int moment = 1;
            while (killed("apply", ANY, moment, next(moment))) {
                startOver();
                moment++;
            }
            assertThat(moment).as("three of each step").isGreaterThan(3 * 18);
            load.assertNobodyWasRefused();
        } finally {
            client.stop(0);
        }
    }

    @Test
    @Tag("slow")
    @Timeout(3600)
    void everyMomentOfAWayBackSurvivesAKill() throws Exception {
        var client = wellClient();
        try (var load = PgBench.reconnecting(stack.first(), LONGEST)) {
            int moment = 0;
            do {
                moment++;
                startOver();
                stack.berth("apply", "--yes").ends(0);
            } while (killed("rollback", ANY_OF_THE_WAY_BACK, moment, next(moment)));
            assertThat(moment).as("two of each step").isGreaterThan(2 * 15);
            load.assertNobodyWasRefused();
        } finally {
            client.stop(0);
        }
    }

    /**
     * Kills a command at the n-th moment that matches, and lets another end what it began; false where the command
     * ended before that moment.
     */
    private boolean killed(String command, String moment, int nth, String next) throws Exception {
        try (var writers = new Writers(stack);
                var visitors = Visitors.of(stack.first(), 20, Duration.ofMinutes(2))) {
            try (var run = Berthed.waylaid(stack, moment, nth, words(command))) {
                if (!run.killedWhereWaylaid()) {
                    assertThat(run.ends()).as(run.said()).isZero();
                    return false;
                }
            }
            assertThat(stack.volumesWithTwoEngines()).isEmpty();

            var ran = stack.berth(words(next));

            boolean migrated = next.equals("apply") || command.equals("apply") && !next.equals("rollback");
            ran.ends(next.equals("plan") && !migrated ? 10 : 0);
            writers.awaitMore();
            writers.assertNothingLost();
            visitors.assertEachWasAnswered();
            assertThat(stack.assertMigratedOrAsBefore())
                    .as("%s%s", ran.out(), ran.err())
                    .isEqualTo(migrated);
        }
        return true;
    }

    private void startOver() {
        if (!stack.asBefore()) {
            stack.berth("rollback").ends(0);
            stack.assertAsBefore();
        }
        Shell.run("rm", "-rf", stack.state().toString());
    }

    /** Gives the client a probe, and whom to ask. */
    private HttpServer wellClient() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        var probe = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        stack.policy("restart: worker\n", "restart: worker\n      probe: {http: \"" + probe + "\"}\n");
        return server;
    }

    private static String next(int moment) {
        return COMMANDS.get(moment % COMMANDS.size());
    }

    private static String[] words(String command) {
        return command.equals("apply") ? new String[] {"apply", "--yes"} : new String[] {command};
    }
}
