package dev.berth.app;

import java.util.List;
import java.util.stream.Stream;

/** What berth has in the packet filter for a policy of some name. */
final class Ruleset {
    private Ruleset() {}

    /** Its tables. */
    static List<String> tablesOf(String policy) {
        var prefix = "table inet berth_default_" + policy.replaceAll("[^a-z0-9]", "_");
        return Shell.run("nft", "list", "tables")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring("table inet ".length()))
                .toList();
    }

    /** What its tables hold now, as nft lists it. */
    static List<String> heldBy(String policy) {
        return tablesOf(policy).stream()
                .flatMap(table -> Stream.of("held", "held4", "held6")
                        .map(set -> Shell.run("nft", "list", "set", "inet", table, set)))
                .filter(set -> set.contains("elements"))
                .toList();
    }
}
