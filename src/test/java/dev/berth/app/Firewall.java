package dev.berth.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The whole packet filter of the network that a thread is in, but for berth's own tables, as each of its tools lists it;
 * without counters, which every packet changes.
 */
record Firewall(String nft, String iptables, String legacy) {
    static Firewall now() {
        return new Firewall(
                Arrays.stream(Shell.run("nft", "--stateless", "list", "ruleset").split("(?m)^(?=table )"))
                        .filter(table -> !table.startsWith("table inet berth_"))
                        .map(String::strip)
                        .collect(Collectors.joining("\n")),
                saved("iptables-nft-save") + saved("ip6tables-nft-save"),
                saved("iptables-legacy-save") + saved("ip6tables-legacy-save"));
    }

    /** Each dump begins and ends with the time. */
    private static String saved(String program) {
        return Shell.run(program)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("\\[\\d+:\\d+]", "[]") + "\n")
                .collect(Collectors.joining());
    }

    /** What somebody else has there: a table in nft's own words, and rules by way of both kinds of iptables. */
    static void ofSomebodyElse() {
        Shell.run(
                "nft",
                "add table inet firewalld; "
                        + "add set inet firewalld allowed { type inet_service; flags interval; elements = { 22, 8000-8100 }; }; "
                        + "add chain inet firewalld nat_PREROUTING { type nat hook prerouting priority dstnat + 10; }; "
                        + "add chain inet firewalld filter_INPUT { type filter hook input priority filter + 10; }; "
                        + "add rule inet firewalld filter_INPUT ct state { established, related } accept; "
                        + "add rule inet firewalld filter_INPUT iifname lo accept; "
                        + "add rule inet firewalld filter_INPUT tcp dport @allowed counter accept; "
                        + "add rule inet firewalld filter_INPUT ip saddr 198.51.100.0/24 reject");
        for (var iptables : List.of("iptables-nft", "ip6tables-nft", "iptables-legacy", "ip6tables-legacy")) {
            Shell.run(iptables, "-N", "ufw-user-input");
            Shell.run(iptables, "-A", "INPUT", "-j", "ufw-user-input");
            Shell.run(iptables, "-A", "ufw-user-input", "-p", "tcp", "--dport", "22", "-j", "ACCEPT");
            Shell.run(iptables, "-A", "ufw-user-input", "-m", "comment", "--comment", "by hand", "-j", "RETURN");
        }
    }

    void assertUnchanged() {
        assertEqual(now(), this);
    }

    /** Docker's own rules for some ports come and go with their container; every other line is where it was. */
    void assertUnchangedBut(Moored moved) {
        assertEqual(now().without(moved), without(moved));
    }

    /** Line by line, so that a difference is told with no more around it than needed. */
    private static void assertEqual(Firewall now, Firewall before) {
        assertThat(now.nft.lines()).containsExactlyElementsOf(before.nft.lines().toList());
        assertThat(now.iptables.lines())
                .containsExactlyElementsOf(before.iptables.lines().toList());
        assertThat(now.legacy.lines())
                .containsExactlyElementsOf(before.legacy.lines().toList());
    }

    /** Lines that name one of the moved database's ports: of the host, or in the container. */
    private Firewall without(Moored moved) {
        var ports = "(?s).*\\b(" + moved.before() + "|" + moved.after() + "|" + moved.kind().target + ")\\b.*";
        return new Firewall(lines(nft, ports), lines(iptables, ports), lines(legacy, ports));
    }

    private static String lines(String text, String without) {
        return text.lines().filter(line -> !line.matches(without)).collect(Collectors.joining("\n"));
    }
}
