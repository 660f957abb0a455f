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
 * @param words the values to choose from, where it is a choice
 */
record Leaf(String type, Node.Kind kind, String allowed, List<String> words, Predicate<String> test) implements Shape {
    /** Leading zeros are left out because YAML 1.1 readers take them for octal. */
    static final Predicate<String> DECIMAL =
            Pattern.compile("0|[1-9][0-9]{0,8}").asMatchPredicate();

    public Leaf {
        words = List.copyOf(words);
    }

    static Leaf text(String type, String allowed, Predicate<String> test) {
        return new Leaf(type, Node.Kind.STRING, allowed, List.of(), test);
    }

    static Leaf whole(String type, int min, int max) {
        return new Leaf(
                type,
                Node.Kind.INTEGER,
                "a whole number from " + min + " to " + max,
                List.of(),
                DECIMAL.and(text -> min <= Integer.parseInt(text) && Integer.parseInt(text) <= max));
    }

    static Leaf flag() {
        return new Leaf(
                "boolean", Node.Kind.BOOLEAN, "true or false", List.of(), text -> text.matches("(?i)true|false"));
    }

    static Leaf choice(List<String> words) {
        String allowed = words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
        return new Leaf("choice", Node.Kind.STRING, allowed, words, words::contains);
    }

    static <E extends Enum<E>> Leaf choice(Class<E> type) {
        return choice(Stream.of(type.getEnumConstants()).map(Words::of).toList());
    }

    /** A duration between two others, written as in a policy. */
    static Leaf span(String min, String max) {
        Duration least = Spans.parse(min);
        Duration most = Spans.parse(max);
        return text(
                "duration",
                "a whole number with s, m, h or d, from " + min + " to " + max,
                Spans.WRITTEN.and(text -> Spans.parse(text).compareTo(least) >= 0
                        && Spans.parse(text).compareTo(most) <= 0));
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.leaf(this);
    }
}
