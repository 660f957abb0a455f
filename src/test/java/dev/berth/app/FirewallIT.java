package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Beside firewalls of others, in a network where nobody else changes anything: each byte of theirs stays. */
@Timeout(180)
class FirewallIT {
    private static PrivateNetwork network;
    private static PrivateEngine docker;

    private TinyStack stack;
    private Firewall before;

    @BeforeAll
    static void startAnEngineBesideAFirewall() {
        network = new PrivateNetwork();
        Firewall.ofSomebodyElse();
        docker = PrivateEngine.in(network);
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        try {
            docker.close();
        } finally {
            network.close();
        }
    }

    @BeforeEach
    void aStackOnIt() {
        // Docker hands addresses out by the moment, and its rules name them: with a fixed one they are comparable.
        stack = TinyStack.on(docker, Moored.redis("cache").onEveryAddress().at("10.214.0.7"));
        stack.hold("drain: 2s, limit: 60s");
        before = Firewall.now();
    }

    @AfterEach
    void removeIt() {
        stack.close();
    }

    @Test
    void aMoveAndItsWayBackLeaveTheRulesOfOthersByteForByte() throws Exception {
        assertThat(before.nft()).contains("table inet firewalld", "chain DOCKER");

        berth("apply", "--yes");
        assertThat(stack.first().answers(stack.first().before())).isTrue();
        before.assertUnchangedBut(stack.first());
        berth("rollback");

        before.assertUnchanged();
        stack.assertAsBefore();
    }

    @Test
    void retiringAnOldPortLeavesTheRulesOfOthersByteForByte() throws Exception {
        berth("apply", "--yes");
        var moved = Firewall.now();

        berth("retire", "--force", hash());

        moved.assertUnchanged();
        assertThat(Ruleset.tablesOf(stack.project())).isEmpty();
    }

    private String hash() throws Exception {
        return berth("history", "-o", "json").replaceAll("(?s).*?\"plan\" : \"([0-9a-f]+)\".*", "$1");
    }

    /** In a process of its own, since this one began in another network. */
    private String berth(String... words) throws Exception {
        try (var run = Berthed.run(stack, words)) {
            assertThat(run.ends()).as(run.said()).isZero();
            return run.said();
        }
    }
}
