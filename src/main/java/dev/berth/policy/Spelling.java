package dev.berth.policy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that somebody most likely meant. */
final class Spelling {
    private Spelling() {}

    static Optional<String> closest(String written, Collection<String> words) {
        return words.stream()
                .filter(word -> distance(written, word) <= tolerance(word)
                        || word.toLowerCase(Locale.ROOT).startsWith(written.toLowerCase(Locale.ROOT))
                                && written.length() >= 4)
                .min(Comparator.comparingInt(word -> distance(written, word)));
    }

    /** The end of a sentence that offers the closest word; empty where none is close. */
    static String hint(String written, Collection<String> words) {
        return closest(written, words)
                .map(word -> "; did you mean " + word + "?")
                .orElse("");
    }

    private static int tolerance(String word) {
        return Math.max(1, word.length() / 3);
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, letter case aside. */
    private static int distance(String written, String word) {
        // A long key cannot be close to any field, and the table below would grow with it.
        if (written.length() > 2 * word.length() + 2) {
            return written.length();
        }
        String left = written.toLowerCase(Locale.ROOT);
        String right = word.toLowerCase(Locale.ROOT);
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                cost[row][column] = step(cost, left, right, row, column);
            }
        }
        return cost[left.length()][right.length()];
    }

    private static int step(int[][] cost, String left, String right, int row, int column) {
        if (row == 0 || column == 0) {
            return row + column;
        }
        int same = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int best =
                Math.min(cost[row - 1][column - 1] + same, 1 + Math.min(cost[row - 1][column], cost[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(best, cost[row - 2][column - 2] + 1) : best;
    }
}
