package dev.berth.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One text in place of another, in a value that may hold more, such as a password: that more is nowhere written down.
 *
 * @param times how often the text stands in the value, no more and no less
 * @param whole whether the value is that text and nothing else
 */
public record Substitution(String before, String after, int times, boolean whole) {
    /** What stands in a value. */
    public enum Standing {
        /** The text of before, and not the other. */
        BEFORE,
        /** The text of after, and not the other. */
        AFTER,
        /** Neither, both, or not as often as it must. */
        UNKNOWN
    }

    public Standing in(String value) {
        if (whole) {
            return value.equals(before) ? Standing.BEFORE : value.equals(after) ? Standing.AFTER : Standing.UNKNOWN;
        }
        int old = count(value, before);
        int young = count(value, after);
        if (old == times && young == 0) {
            return Standing.BEFORE;
        }
        return young == times && old == 0 ? Standing.AFTER : Standing.UNKNOWN;
    }

    /** Whether the text of after stands in a value as often as it must. */
    boolean holds(String value) {
        return whole ? value.equals(after) : count(value, after) == times;
    }

    /** A value in which the text of before stands, with the other one. */
    public String forth(String value) {
        return exchanged(value, before, after);
    }

    /** A value in which the text of after stands, with the former one. */
    public String back(String value) {
        return exchanged(value, after, before);
    }

    private static String exchanged(String value, String from, String to) {
        var result = new StringBuilder(value);
        for (int at = next(value, from, value.length()); at >= 0; at = next(value, from, at - 1)) {
            result.replace(at, at + from.length(), to);
        }
        return result.toString();
    }

    private static int count(String value, String part) {
        return places(value, part).size();
    }

    /** Where a part stands with its numbers whole, from the first place to the last. */
    static List<Integer> places(String value, String part) {
        var places = new ArrayList<Integer>();
        for (int at = next(value, part, value.length()); at >= 0; at = next(value, part, at - 1)) {
            places.add(0, at);
        }
        return places;
    }

    /** The last place at or before another where a part stands with its numbers whole; -1 where there is none. */
    private static int next(String value, String part, int from) {
        int at = value.lastIndexOf(part, from);
        while (at >= 0 && (cuts(value, at) || cuts(value, at + part.length()))) {
            at = value.lastIndexOf(part, at - 1);
        }
        return at;
    }

    /** Whether a number goes on across a place. */
    private static boolean cuts(String value, int at) {
        return at > 0 && at < value.length() && isDigit(value.charAt(at - 1)) && isDigit(value.charAt(at));
    }

    private static boolean isDigit(char letter) {
        return '0' <= letter && letter <= '9';
    }

    @Override
    public String toString() {
        return "“" + before + "” → “" + after + "”" + (whole ? "" : ", " + times + " time" + (times == 1 ? "" : "s"));
    }
}
