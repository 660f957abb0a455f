package dev.berth.policy;

import java.time.Duration;
import java.util.List;

/**
 * The values of a leaf as far as data can say it, for schemas that are held elsewhere.
 *
 * <p>Whatever a leaf allows lies in its domain; its test may ask for more.
 */
sealed interface Domain {
    /** Whole numbers from one to another, both included. */
    record Numbers(int from, int to) implements Domain {}

    /** True or false. */
    record Flags() implements Domain {}

    /** Words to choose from. */
    record Choice(List<String> words) implements Domain {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** Durations from one to another, both included. */
    record Durations(Duration least, Duration most) implements Domain {}

    /**
     * Text of at least one character.
     *
     * @param longest in UTF-16 code units
     * @param pattern what the whole of it matches, in the syntax that Java and RE2 share
     */
    record Text(int longest, String pattern) implements Domain {}
}
