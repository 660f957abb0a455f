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
    private static PrivateEngine docker;

    private TinyStack stack;
    private Firewall before;

    @BeforeAll
    static void startAnEngineBesideAFirewall() {
        var network = new PrivateNetwork();
        Firewall.ofSomebodyElse();
        docker = PrivateEngine.in(network);
        docker.load("berth-rig/redis:7");
    }

    @AfterAll
    static void endIt() {
        docker.close();
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

        Berthed.says(stack, "apply", "--yes");
        assertThat(stack.first().answers(stack.first().before())).isTrue();
        before.assertUnchangedBut(stack.first());
        Berthed.says(stack, "rollback");

        before.assertUnchanged();
        stack.assertAsBefore();
    }

    @Test
    void retiringAnOldPortLeavesTheRulesOfOthersByteForByte() throws Exception {
        Berthed.says(stack, "apply", "--yes");
        var moved = Firewall.now();

        Berthed.says(stack, "retire", "--force", hash());

        moved.assertUnchanged();
        assertThat(Ruleset.tablesOf(stack.project())).isEmpty();
    }

    private String hash() throws Exception {
        return Berthed.says(stack, "history", "-o", "json").replaceAll("(?s).*?\"plan\" : \"([0-9a-f]+)\".*", "$1");
    }
}
