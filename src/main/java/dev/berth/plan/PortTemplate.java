package dev.berth.plan;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A text of a policy with <code>{{database.port}}</code> in place of numbers. */
record PortTemplate(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^.{}\\s]+)\\.([^.{}\\s]+)\\s*}}");

    /** No number goes on across this place. */
    private static final String WHOLE = "(?:(?<![0-9])|(?![0-9]))";

    /** The databases whose ports it names. */
    List<String> databases() {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    /** Whether it names a port of a database. */
    boolean names(String database, String port) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .anyMatch(match ->
                        match.group(1).equals(database) && match.group(2).equals(port));
    }

    /** What it looks like with a number for one port, and with any for every other. */
    Pattern naming(String database, String port, String number) {
        var pattern = new StringBuilder(WHOLE);
        Matcher matcher = PLACEHOLDER.matcher(text);
        int from = 0;
        while (matcher.find()) {
            boolean named =
                    matcher.group(1).equals(database) && matcher.group(2).equals(port);
            pattern.append(Pattern.quote(text.substring(from, matcher.start()))).append(named ? number : "[0-9]+");
            from = matcher.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(text.substring(from)))
                .append(WHOLE)
                .toString());
    }

    /** @param number of a database's port, by their names */
    String filled(BinaryOperator<String> number) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(number.apply(match.group(1), match.group(2))));
    }

    /** It with each of several numbers of each port, the first of all first. */
    Stream<String> filledWithAny(BiFunction<String, String, List<String>> numbers) {
        Matcher first = PLACEHOLDER.matcher(text);
        return first.find()
                ? numbers.apply(first.group(1), first.group(2)).stream()
                        .flatMap(number -> new PortTemplate(text.replace(first.group(), number)).filledWithAny(numbers))
                : Stream.of(text);
    }
}
