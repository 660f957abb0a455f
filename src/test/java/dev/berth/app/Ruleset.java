package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/**
 * The packet filter's rules but for berth's tables, as nft and iptables list them. Counters move all the time, and rules
 * that name a port or address of a container come and go with it, other tests' too: Docker's own chains keep the rest. The
 * jump to DOCKER-USER is taken out and put in again whenever a network is made; what iptables-save warns of is no rule.
 */
record Ruleset(List<String> nft, List<String> iptables) {
    static Ruleset ofOthers() {
        return new Ruleset(
                Arrays.stream(Shell.run("nft", "list", "ruleset").split("(?m)^(?=table )"))
                        .filter(table -> !table.startsWith("table inet berth_"))
                        .flatMap(String::lines)
                        .map(line -> line.replaceAll("counter packets \\d+ bytes \\d+", "counter"))
                        .filter(Ruleset::lasts)
                        .toList(),
                Shell.run("sh", "-c", "iptables-save 2>/dev/null")
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceAll("\\[\\d+:\\d+]", "[]"))
                        .filter(Ruleset::lasts)
                        .toList());
    }

    private static boolean lasts(String line) {
        return !line.matches(".*(dpt|dport|br-[0-9a-f]{12}|docker0.*ip daddr|(jump|-j) DOCKER-USER|DNAT|dnat to).*");
    }

    /** berth's tables for a policy of that name. */
    static List<String> tablesOf(String policy) {
        var prefix = "table inet berth_default_" + policy.replaceAll("[^a-z0-9]", "_");
        return Shell.run("nft", "list", "tables")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring("table inet ".length()))
                .toList();
    }

    void assertUnchanged() {
        assertThat(ofOthers()).isEqualTo(this);
    }
}
