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
        return standing(policy, "set", "held", "held4", "held6");
    }

    /** Where its tables lead old ports now, as nft lists it. */
    static List<String> ledBy(String policy) {
        return standing(policy, "map", "alias", "alias4", "alias6");
    }

    private static List<String> standing(String policy, String kind, String... names) {
        return tablesOf(policy).stream()
                .flatMap(table -> Stream.of(names).map(name -> Shell.run("nft", "list", kind, "inet", table, name)))
                .filter(listed -> listed.contains("elements"))
                .toList();
    }
}
