package dev.berth.report;

import dev.berth.backup.Gap;
import dev.berth.backup.Manifest;
import dev.berth.backup.Restored;
import dev.berth.backup.SpareServer;
import dev.berth.backup.Takeover;
import dev.berth.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a restore would lose, and what it made. */
public final class RestoreReport {
    private static final int MOST = 10;

    private RestoreReport() {}

    /** What would be lost if the backup took the place of the live database. */
    public static String text(Manifest manifest, Gap gap) {
        var head = manifest.name() + " was taken " + Durations.words(gap.age()) + " ago\n"
                + manifest.uncompared().map(what -> "  " + what + "\n").orElse("");
        if (gap instanceof Gap.Unknown unknown) {
            return head + "  what the live database has beyond it can't be told: " + unknown.reason() + "\n";
        }
        var known = (Gap.Known) gap;
        var unit = " " + manifest.engine().unit();
        return head + "  "
                + (manifest.server().history().known()
                        ? "since then " + known.transactions() + " transactions began; "
                        : "")
                + "it has " + known.then().rows() + unit + ", the live database "
                + known.now().rows()
                + "\n  in its place, this would be lost or undone:"
                + undone(known.differences(), manifest.engine().unseen());
    }

    private static String undone(List<String> differences, String unseen) {
        return (differences.isEmpty() ? " nothing that can be seen\n" : "\n")
                + differences.stream()
                        .limit(MOST)
                        .map(difference -> "    " + difference + "\n")
                        .collect(Collectors.joining())
                + (differences.size() > MOST ? "    and " + (differences.size() - MOST) + " more\n" : "")
                + (unseen.isEmpty() ? "" : "  not looked at: " + unseen + "\n");
    }

    public static String text(Manifest manifest, SpareServer.Kept kept) {
        return manifest.name() + ": restored beside the live database, which is as it was\n"
                + "  container  " + kept.container() + "\n"
                + "  volumes    " + String.join(", ", kept.volumes()) + "\n"
                + "  answers at " + kept.address() + ", on this host alone\n"
                + "  open it:   " + kept.reach() + "\n"
                + "  remove it: " + String.join("; ", kept.remove()) + "\n";
    }

    /** It took the place of what was there. */
    public static String text(Policy policy, Manifest manifest, Takeover.Done done) {
        return manifest.name() + ": restored over the live database of " + policy.namespace() + "/" + policy.name()
                + "\n"
                + indented("", done.former())
                + indented("to go back:    ", done.back())
                + indented("to remove it:  ", done.forget())
                + indented("still to do:   ", done.undone());
    }

    private static String indented(String what, List<String> lines) {
        return lines.stream().map(line -> "  " + what + line + "\n").collect(Collectors.joining());
    }

    /** Neither is sure. */
    public static String text(Manifest manifest, Restored.Stuck stuck) {
        return manifest.name() + ": STUCK: " + stuck.reason()
                + stuck.former()
                        .map(former -> "; what was there is in the backup " + former + ": berth restore " + former
                                + " --over " + former.database())
                        .orElse("");
    }

    public static Map<String, Object> document(Policy policy, Manifest manifest, Gap gap, Takeover.Done done) {
        var document = document("restoredOver", manifest, gap);
        document.put("policy", policy.name());
        document.put("namespace", policy.namespace());
        document.put("former", done.former());
        document.put("back", done.back());
        document.put("remove", done.forget());
        document.put("undone", done.undone());
        return document;
    }

    public static Map<String, Object> document(Manifest manifest, Gap gap, SpareServer.Kept kept) {
        var document = document("restored", manifest, gap);
        document.put("container", kept.container());
        document.put("volumes", kept.volumes());
        document.put("network", kept.network());
        document.put("address", kept.address());
        document.put("reach", kept.reach());
        document.put("remove", kept.remove());
        return document;
    }

    private static Map<String, Object> document(String state, Manifest manifest, Gap gap) {
        var known = gap instanceof Gap.Known one ? one : null;
        return new LinkedHashMap<>(Document.of(
                "state",
                state,
                "backup",
                manifest.name().toString(),
                "ageMs",
                gap.age().toMillis(),
                "transactionsSince",
                known == null ? -1 : known.transactions(),
                "rows",
                manifest.contents().rows(),
                "rowsNow",
                known == null ? -1 : known.now().rows(),
                "lost",
                known == null ? List.of() : known.differences()));
    }
}
