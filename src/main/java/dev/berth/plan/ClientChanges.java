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
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

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

    /** The wanted text alone is no proof: its number may stand there for another reason. */
    boolean isAsWanted(Client.FileRule rule) {
        var standing = standing(rule);
        return standing.wanted() == rule.times() && standing.former().isEmpty();
    }

    /** Where a rule's text stands that is not yet as wanted; empty when nothing is left to do. */
    List<Spot> spots(Client.FileRule rule) {
        if (isAsWanted(rule)) {
            return List.of();
        }
        var standing = standing(rule);
        if (standing.wanted() == 0 && standing.former().isPresent()) {
            var former = standing.former().get();
            return Substitution.places(content(rule), former).stream()
                    .map(offset -> new Spot(rule.path(), offset, former))
                    .toList();
        }
        violations.add(new Violation(
                rule.mark(),
                "files[" + rule.path() + "].find",
                rule.find(),
                "must stand in " + rule.path() + " exactly " + rule.times() + " time(s)" + standing.problem()));
        return List.of();
    }

    /**
     * What stands in a rule's file.
     *
     * @param former the text as it is now or was written, where it stands as often as it must
     * @param found how often the text of before stands there
     * @param wanted how often the wanted one does
     */
    private record Standing(Optional<String> former, int found, int wanted) {
        String problem() {
            return former.isEmpty()
                    ? "; it stands there " + found + " time(s)"
                    : ", and what shall stand in its place not at all before; that stands there " + wanted
                            + " time(s) already, so that nobody can tell which of them names the port: give find and"
                            + " replace more of the text around it";
        }
    }

    private Standing standing(Client.FileRule rule) {
        var text = content(rule);
        var wanted = text(rule, List.of());
        var former = Stream.of(text(rule, databases(rule)), bytes(rule.find()))
                .filter(candidate -> !candidate.equals(wanted))
                .filter(candidate -> count(text, candidate, wanted) == rule.times())
                .findFirst();
        return new Standing(
                former, Substitution.places(text, bytes(rule.find())).size(), count(text, wanted, former.orElse("")));
    }

    private String content(Client.FileRule rule) {
        return project.file(rule.path()).map(TextFile::text).orElse("");
    }

    /** How often a part stands in a text, but for where it is part of another one. */
    private static int count(String text, String part, String other) {
        var rest = other.contains(part) ? new Substitution(other, "", 1, false).forth(text) : text;
        return Substitution.places(rest, part).size();
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
}
