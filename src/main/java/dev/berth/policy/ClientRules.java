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
                .flatMap(client -> Stream.concat(uses(client, berths), placeholders(client, berths)));
    }

    private static Stream<Violation> uses(Place client, Map<String, List<String>> berths) {
        return client.items("uses").stream()
                .filter(used ->
                        used.text().filter(name -> !berths.containsKey(name)).isPresent())
                .map(used -> used.violation("a database of this policy" + listed(berths.keySet().stream())
                        + Spelling.hint(used.need(), berths.keySet())));
    }

    private static Stream<Violation> placeholders(Place client, Map<String, List<String>> berths) {
        List<String> used = client.items("uses").stream()
                .flatMap(name -> name.text().stream())
                .distinct()
                .toList();
        List<String> known = used.stream()
                .flatMap(name -> berths.getOrDefault(name, List.of()).stream().map(port -> name + "." + port))
                .toList();
        return client.items("files").stream()
                .flatMap(rule -> rule.at("replace").stream())
                .filter(replace ->
                        replace.text().filter(text -> !text.isEmpty()).isPresent())
                .flatMap(replace -> placeholders(replace, known));
    }

    private static Stream<Violation> placeholders(Place replace, List<String> known) {
        List<String> written = PLACEHOLDER
                .matcher(replace.need())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        String allowed = "{{DATABASE.PORT}} of a database that the client uses" + listed(known.stream());
        if (written.isEmpty()) {
            return Stream.of(replace.violation("at least one " + allowed));
        }
        return written.stream()
                .filter(name -> !known.contains(name))
                .map(name -> replace.violation("{{" + Shown.text(name) + "}}", allowed + Spelling.hint(name, known)));
    }

    private static String listed(Stream<String> names) {
        String sorted = names.sorted().collect(Collectors.joining(", "));
        return sorted.isEmpty() ? "" : ": " + sorted;
    }
}
