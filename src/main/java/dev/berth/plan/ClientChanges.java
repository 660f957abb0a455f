package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.policy.Client;
import dev.berth.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Where clients' files name berthed ports, by the rules of the policy. */
final class ClientChanges {
    private final Project project;
    private final List<Placement> placements;
    private final List<Violation> violations = new ArrayList<>();

    ClientChanges(Project project, List<Placement> placements) {
        this.project = project;
        this.placements = placements;
    }

    /** Rules whose text stands in its file neither as it was, nor as it is now, nor as wanted. */
    List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** The databases whose ports a rule fills in. */
    static List<String> databases(Client.FileRule rule) {
        return new PortTemplate(rule.replace()).databases();
    }

    boolean isAsWanted(Client.FileRule rule) {
        var text = project.file(rule.path()).map(TextFile::text).orElse("");
        return offsets(text, text(rule, List.of())).size() == rule.times();
    }

    /** Where a rule's text stands that is not yet as wanted; empty when nothing is left to do. */
    List<Spot> spots(Client.FileRule rule) {
        if (isAsWanted(rule)) {
            return List.of();
        }
        var text = project.file(rule.path()).map(TextFile::text).orElse("");
        var now = text(rule, databases(rule));
        var written = bytes(rule.find());
        for (var candidate : List.of(now, written)) {
            var offsets = offsets(text, candidate);
            if (offsets.size() == rule.times()) {
                return offsets.stream()
                        .map(offset -> new Spot(rule.path(), offset, candidate))
                        .toList();
            }
        }
        violations.add(new Violation(
                rule.mark(),
                "files[" + rule.path() + "].find",
                rule.find(),
                "must stand in " + rule.path() + " exactly " + rule.times() + " time(s); it stands there "
                        + offsets(text, written).size() + " time(s)"));
        return List.of();
    }

    /** The rule's text while some of its databases have still to move. */
    String text(Client.FileRule rule, Collection<String> later) {
        return bytes(new PortTemplate(rule.replace())
                .filled((database, port) ->
                        berth(database, port, later.contains(database) ? Placement.Berth::from : Placement.Berth::to)));
    }

    private String berth(String database, String port, ToIntFunction<Placement.Berth> number) {
        return placements.stream()
                .filter(placement -> placement.database().name().equals(database))
                .flatMap(placement -> placement.berths().stream())
                .filter(berth -> berth.wanted().name().equals(port))
                .map(berth -> String.valueOf(number.applyAsInt(berth)))
                .findFirst()
                .orElse("{{" + database + "." + port + "}}");
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static List<Integer> offsets(String text, String part) {
        var offsets = new ArrayList<Integer>();
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            offsets.add(at);
        }
        return offsets;
    }
}
