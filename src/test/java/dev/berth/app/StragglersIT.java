package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who still uses an old port is known by name, and keeps it; once nobody does, it goes and nobody notices. */
@Timeout(180)
class StragglersIT {
    @RegisterExtension
    static final Stage STAGE =
            new Stage(() -> new TinyStack(Moored.redis("cache").onEveryAddress()));

    private final TinyStack stack = STAGE.stack();
    private final Moored cache = stack.first();

    @BeforeEach
    void hold() {
        stack.hold("drain: 2s, limit: 60s");
    }

    @AfterEach
    void leaveNothing() {
        Ruleset.tablesOf(stack.project()).forEach(table -> Shell.attempt("nft", "delete", "table", "inet", table));
    }

    @Test
    void whoUsesAnOldPortIsNamedAndKeepsIt() {
        stack.berth("apply", "--yes").ends(0).says("the old ports go on answering: " + cache.before());
        stack.berth("stragglers").ends(0).says("nobody uses an old port");

        try (var here = Caller.at("127.0.0.1", cache.before());
                var inside = new CallingContainer(stack, cache.before())) {
            here.asks();

            stack.berth("stragglers")
                    .ends(0)
                    .says(
                            "java (pid " + ProcessHandle.current().pid(),
                            "container " + inside.name() + " (",
                            cache.before() + "     " + cache.after(),
                            "now");
            stack.berth("retire", "--yes")
                    .ends(3)
                    .says("refused: " + cache.before() + ": java (pid ", "refused: " + cache.before() + ": container ");
            here.asks();
        }
        assertThat(cache.answers(cache.before())).isTrue();
    }

    @Test
    void whoUsesAnOldPortKeepsItByWhateverPathThePolicyIsReached(@TempDir Path elsewhere) throws IOException {
        stack.berth("apply", "--yes").ends(0);
        var policy = Files.createSymbolicLink(elsewhere.resolve("stack"), stack.folder())
                .resolve("policy.yaml")
                .toString();
        try (var here = Caller.at("127.0.0.1", cache.before())) {
            here.asks();

            Ran.berth("stragglers", "-f", policy).ends(0).says("java (pid ");
            Ran.berth("retire", "--yes", "-f", policy).ends(3).says("refused: " + cache.before() + ": java (pid ");

            here.asks();
        }
        assertThat(cache.answers(cache.before())).isTrue();
    }

    @Test
    void whoUsesAnOldPortKeepsItWhereverTheRecordsAreMoved(@TempDir Path elsewhere) {
        stack.berth("apply", "--yes").ends(0);
        var state = elsewhere.resolve("berth").toString();
        Shell.run("mv", stack.state().toString(), state);
        try (var here = Caller.at("127.0.0.1", cache.before())) {
            here.asks();

            stack.berth("plan", "--state", state).ends(0);
            stack.berth("stragglers", "--state", state).ends(0).says("java (pid ");
            stack.berth("retire", "--yes", "--state", state).ends(3).says("refused: " + cache.before());

            here.asks();
        }
        stack.berth("rollback", "--state", state).ends(0);
        assertThat(cache.answers(cache.before())).isTrue();
        assertThat(Ruleset.ledBy(stack.project())).isEmpty();
    }

    @Test
    void whoHasOtherRecordsClosesNoOldPort(@TempDir Path other) {
        stack.berth("apply", "--yes").ends(0);

        stack.berth("apply", "--yes", "--state", other.toString()).ends(0).says("in sync");
        stack.berth("retire", "--state", other.toString()).ends(0).says("nothing to retire");

        assertThat(cache.answers(cache.before())).isTrue();
    }

    @Test
    void retiringAnOldPortDisturbsNobody() {
        stack.berth("apply", "--yes").ends(0);
        var hash = stack.berth("history", "-o", "json").out().replaceAll("(?s).*?\"plan\" : \"([0-9a-f]+)\".*", "$1");
        try (var old = Caller.at("127.0.0.1", cache.before());
                var six = Caller.at("::1", cache.before());
                var fresh = Caller.at("127.0.0.1", cache.after())) {
            List.of(old, six, fresh).forEach(Caller::asks);

            stack.berth("retire", "--force", hash).ends(0).says("retired", "no longer led on");

            List.of(old, six, fresh).forEach(Caller::asks);
            assertThat(cache.answers(cache.before())).isFalse();
            assertThat(cache.answers(cache.after())).isTrue();
        }
        stack.berth("rollback").ends(3).says("nothing to take back");
        stack.berth("retire").ends(0).says("nothing to retire");
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            stack.berth("retire").ends(0);
            return Ruleset.tablesOf(stack.project()).isEmpty();
        });
        stack.assertMigratedAndOldPortsSilent();
    }

    @Test
    void whatAKilledRunLeftIsSweptUnlessAnotherPolicyNeedsIt() {
        stack.berth("apply", "--yes").ends(0);
        try (var other = new TinyStack(Moored.redis("cache").onEveryAddress())) {
            other.hold("drain: 2s, limit: 60s");
            other.berth("apply", "--yes").ends(0);
            assertThat(cache.answers(cache.before())).isTrue();
            Shell.run("rm", "-rf", other.state().toString());

            stack.berth("retire").ends(3);
            assertThat(other.first().answers(other.first().before())).isTrue();
            other.berth("retire")
                    .ends(0)
                    .says("no migration knows of " + other.first().before());

            assertThat(other.first().answers(other.first().before())).isFalse();
            assertThat(Ruleset.tablesOf(other.project())).isEmpty();
            assertThat(cache.answers(cache.before())).isTrue();
        }
    }

    @Test
    void withoutTheCapabilityAMoveIsPlainOrRefused() {
        assertThat(withoutCapability("apply", "--yes").code()).isEqualTo(3);
        stack.assertAsBefore();
        stack.policy("mode: Required", "mode: Auto");

        assertThat(withoutCapability("plan").said())
                .contains("connections to cache can't wait: ", "CAP_NET_ADMIN", "new ones are refused");
        var applied = withoutCapability("apply", "--yes");

        assertThat(applied.code()).as(applied.said()).isZero();
        stack.assertMigratedAndOldPortsSilent();
        assertThat(withoutCapability("stragglers").said()).contains("nobody uses an old port");
        assertThat(Ruleset.tablesOf(stack.project())).isEmpty();
    }

    private Shell.Result withoutCapability(String... words) {
        var command = new java.util.ArrayList<>(
                List.of("setpriv", "--bounding-set", "-net_admin", "--inh-caps", "-net_admin"));
        command.addAll(Berthed.command(stack.withPolicy(words)));
        return Shell.attempt(Path.of("/"), command);
    }
}
