package dev.berth.policy;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A single value.
 *
 * @param type its name in the documentation
 */
record Leaf(String type, Node.Kind kind, String allowed, Domain domain, Predicate<String> test) implements Shape {
    /** The longest text of a policy, in UTF-16 code units. */
    static final int LONGEST = 4096;

    /** Leading zeros are left out because YAML 1.1 readers take them for octal. */
    static final Predicate<String> DECIMAL =
            Pattern.compile("0|[1-9][0-9]{0,8}").asMatchPredicate();

    /** Text that a pattern decides upon. */
    static Leaf text(String type, String allowed, int longest, String pattern) {
        return text(type, allowed, longest, pattern, text -> true);
    }

    /** Text that takes more than a pattern to decide upon. */
    static Leaf text(String type, String allowed, int longest, String pattern, Predicate<String> further) {
        Predicate<String> matching = Pattern.compile(pattern).asMatchPredicate();
        return new Leaf(
                type,
                Node.Kind.STRING,
                allowed,
                new Domain.Text(longest, pattern),
                ((Predicate<String>) text -> text.length() <= longest)
                        .and(matching)
                        .and(further));
    }

    static Leaf whole(String type, int min, int max) {
        return new Leaf(
                type,
                Node.Kind.INTEGER,
                "a whole number from " + min + " to " + max,
                new Domain.Numbers(min, max),
                DECIMAL.and(text -> min <= Integer.parseInt(text) && Integer.parseInt(text) <= max));
    }

    static Leaf flag() {
        return new Leaf(
                "boolean",
                Node.Kind.BOOLEAN,
                "true or false",
                new Domain.Flags(),
                text -> text.matches("(?i)true|false"));
    }

    static Leaf choice(List<String> words) {
        String allowed = words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
        return new Leaf("choice", Node.Kind.STRING, allowed, new Domain.Choice(words), words::contains);
    }

    static <E extends Enum<E>> Leaf choice(Class<E> type) {
        return choice(Stream.of(type.getEnumConstants()).map(Words::of).toList());
    }

    /** A duration between two others, written as in a policy. */
    static Leaf span(String min, String max) {
        Duration least = Spans.parse(min);
        Duration most = Spans.parse(max);
        return new Leaf(
                "duration",
                Node.Kind.STRING,
                "a whole number with s, m, h or d, from " + min + " to " + max,
                new Domain.Durations(least, most),
                Spans.WRITTEN.and(text -> Spans.parse(text).compareTo(least) >= 0
                        && Spans.parse(text).compareTo(most) <= 0));
    }

    /** The words to choose from; none where it is no choice. */
    List<String> words() {
        return domain instanceof Domain.Choice choice ? choice.words() : List.of();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.leaf(this);
    }
}
