package dev.berth.report;

import dev.berth.observe.Alias;
import dev.berth.observe.Observation;
import dev.berth.plan.LostAlias;
import dev.berth.report.Condition.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Old ports that the packet filter has lost, and those of them that lead on again. */
public final class AliasReport {
    private AliasReport() {}

    /** One line for each, with what is to be done. */
    public static String text(List<LostAlias> lost) {
        return lost.stream().map(one -> "  " + line(one) + "\n").collect(Collectors.joining());
    }

    private static String line(LostAlias lost) {
        return lost(lost.alias())
                + lost.obstacle()
                        .map(AliasReport::left)
                        .orElse(", as after a restart of the machine; berth apply opens it again");
    }

    /** What became of one in a run that opens those again that it can. */
    public static String renewed(LostAlias lost) {
        var alias = lost.alias();
        return lost.obstacle()
                .map(obstacle -> lost(alias) + left(obstacle))
                .orElse("old port " + alias.port() + " leads to " + alias.to()
                        + " again: the packet filter had lost it; who used it before is forgotten, so its soak begins"
                        + " anew");
    }

    /** Where every database is in its berth: whether every old port leads on that should. */
    static Condition ready(Observation<List<LostAlias>> oldPorts) {
        if (oldPorts instanceof Observation.Blind<List<LostAlias>> blind) {
            return new Condition("Ready", false, Reason.Unseen, unseen(blind));
        }
        return pending(oldPorts.orElse(List.of()))
                ? new Condition("Ready", false, Reason.AliasesLost, "old ports no longer lead on")
                : new Condition("Ready", true, Reason.InSync, "every database is in its berth");
    }

    /** Why nobody can tell which are lost. */
    public static String unseen(Observation.Blind<List<LostAlias>> blind) {
        return "it can't be told whether the old ports lead on: " + blind.reason() + " — " + blind.remedy();
    }

    /** One that a run closed, since no migration on record opened it. */
    public static String swept(Alias alias) {
        return "no migration knows of " + alias + ": it leads on no longer";
    }

    private static String lost(Alias alias) {
        return "old port " + alias.port() + " no longer leads to " + alias.to() + ": the packet filter has lost it";
    }

    private static String left(String obstacle) {
        return ", and it stays so: " + obstacle;
    }

    /** Whether a command that acts would open one again. */
    public static boolean pending(List<LostAlias> lost) {
        return lost.stream().anyMatch(LostAlias::comesBack);
    }

    /** A document with the field {@code lostAliases} beside its own. In sync is nothing that {@code apply} would change. */
    public static Map<String, Object> beside(Map<String, Object> document, List<LostAlias> lost) {
        var whole = new LinkedHashMap<>(document);
        if (pending(lost)) {
            whole.replace("state", "inSync", "aliasesLost");
        }
        whole.put("lostAliases", documents(lost));
        return whole;
    }

    private static List<Map<String, Object>> documents(List<LostAlias> lost) {
        return lost.stream()
                .map(one -> Document.of(
                        "hostIp", one.alias().hostIp(),
                        "from", one.alias().from(),
                        "to", one.alias().to(),
                        "obstacle", one.obstacle().orElse("")))
                .toList();
    }
}
