package dev.berth.policy;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients say about the databases of their policy. */
final class ClientRules {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    private static final String ALLOWED = "{{DATABASE.PORT}} of a database that the client uses";

    private ClientRules() {}

    static Stream<Violation> violations(Place document) {
        Map<String, List<String>> berths = document.items("spec", "databases").stream()
                .filter(database -> database.text("name").isPresent())
                .collect(Collectors.toMap(
                        database -> database.need("name"),
                        database -> database.items("ports").stream()
                                .flatMap(port -> port.text("name").stream())
                                .toList(),
                        (first, second) -> first));
        return document.items("spec", "clients").stream()
                .flatMap(client -> Stream.of(
                                uses(client, berths),
                                placeholders(client, known(client, berths)),
                                values(client, known(client, berths)))
                        .flatMap(found -> found));
    }

    private static Stream<Violation> uses(Place client, Map<String, List<String>> berths) {
        return client.items("uses").stream()
                .filter(used ->
                        used.text().filter(name -> !berths.containsKey(name)).isPresent())
                .map(used -> used.violation("a database of this policy" + listed(berths.keySet().stream())
                        + Spelling.hint(used.need(), berths.keySet())));
    }

    /** The berths of the databases that a client uses. */
    private static List<String> known(Place client, Map<String, List<String>> berths) {
        return client.items("uses").stream()
                .flatMap(name -> name.text().stream())
                .distinct()
                .flatMap(name -> berths.getOrDefault(name, List.of()).stream().map(port -> name + "." + port))
                .toList();
    }

    /** A value without its text stands for the only port that there is, and a part of it for nothing by itself. */
    private static Stream<Violation> values(Place client, List<String> known) {
        return client.items("values").stream()
                .filter(value -> value.node() instanceof Node.Mapping)
                .filter(value -> value.at("replace").isEmpty())
                .filter(value -> known.size() != 1 || value.at("find").isPresent())
                .map(value -> new Violation(
                        value.node().mark(),
                        value.pathOf("replace"),
                        "",
                        (value.at("find").isPresent() ? "required with find: " : "required, to say which port it is: ")
                                + ALLOWED
                                + listed(known.stream())));
    }

    private static Stream<Violation> placeholders(Place client, List<String> known) {
        return Stream.concat(client.items("files").stream(), client.items("values").stream())
                .flatMap(rule -> rule.at("replace").stream())
                .filter(replace ->
                        replace.text().filter(text -> !text.isEmpty()).isPresent())
                .flatMap(replace -> written(replace, known));
    }

    private static Stream<Violation> written(Place replace, List<String> known) {
        List<String> names = PLACEHOLDER
                .matcher(replace.need())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        String allowed = ALLOWED + listed(known.stream());
        if (names.isEmpty()) {
            return Stream.of(replace.violation("at least one " + allowed));
        }
        return names.stream()
                .filter(name -> !known.contains(name))
                .map(name -> replace.violation("{{" + Shown.text(name) + "}}", allowed + Spelling.hint(name, known)));
    }

    private static String listed(Stream<String> names) {
        String sorted = names.sorted().collect(Collectors.joining(", "));
        return sorted.isEmpty() ? "" : ": " + sorted;
    }
}
