package dev.berth.plan;

import dev.berth.observe.Project;
import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.plan.Drafts.Change;
import dev.berth.policy.Client;
import dev.berth.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where clients' files name berthed ports, by the rules of the policy. */
final class ClientChanges {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^.{}\\s]+)\\.([^.{}\\s]+)\\s*}}");

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
        return PLACEHOLDER
                .matcher(rule.replace())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    List<Change> of(Client.FileRule rule) {
        var text = project.file(rule.path()).map(TextFile::text).orElse("");
        var wanted = bytes(filled(rule.replace(), Placement.Berth::to));
        var now = bytes(filled(rule.replace(), Placement.Berth::from));
        var written = bytes(rule.find());
        if (count(text, wanted) == rule.times()) {
            return List.of();
        }
        for (var candidate : List.of(now, written)) {
            var offsets = offsets(text, candidate);
            if (offsets.size() == rule.times()) {
                return offsets.stream()
                        .map(offset -> new Change(new Spot(rule.path(), offset, candidate), wanted))
                        .toList();
            }
        }
        violations.add(new Violation(
                rule.mark(),
                "files[" + rule.path() + "].find",
                rule.find(),
                "must stand in " + rule.path() + " exactly " + rule.times() + " time(s); it stands there "
                        + count(text, written) + " time(s)"));
        return List.of();
    }

    private String filled(String template, ToIntFunction<Placement.Berth> port) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(berth(match.group(1), match.group(2), port)));
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

    private static int count(String text, String part) {
        return offsets(text, part).size();
    }

    private static List<Integer> offsets(String text, String part) {
        var offsets = new ArrayList<Integer>();
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            offsets.add(at);
        }
        return offsets;
    }
}
