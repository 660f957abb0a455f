package dev.berth.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * One replacement in a file, one char a byte.
 *
 * @param offset bytes before it in the file as it was
 */
public record Splice(int offset, String before, String after) {
    /**
     * The same replacement without what both texts begin and end with, which may be anything, such as a password; numbers
     * stay whole.
     */
    static Splice least(int offset, String before, String after) {
        int most = Math.min(before.length(), after.length());
        int head = 0;
        while (head < most && before.charAt(head) == after.charAt(head)) {
            head++;
        }
        while (head > 0 && isDigit(before.charAt(head - 1))) {
            head--;
        }
        int tail = 0;
        while (tail < most - head
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        while (tail > 0 && isDigit(before.charAt(before.length() - tail))) {
            tail--;
        }
        return new Splice(
                offset + head,
                before.substring(head, before.length() - tail),
                after.substring(head, after.length() - tail));
    }

    private static boolean isDigit(char letter) {
        return '0' <= letter && letter <= '9';
    }

    /** The text with all splices made; each must find what it replaces. */
    public static String apply(String text, List<Splice> splices) {
        var result = new StringBuilder(text);
        // From the end on, so that offsets stay true; where an insertion and its neighbour share one, the neighbour
        // first.
        var ordered = new ArrayList<>(ordered(splices));
        Collections.reverse(ordered);
        for (var splice : ordered) {
            int end = splice.offset + splice.before.length();
            if (end > result.length() || !result.substring(splice.offset, end).equals(splice.before)) {
                throw new IllegalArgumentException("“" + splice.before + "” does not stand at byte " + splice.offset);
            }
            result.replace(splice.offset, end, splice.after);
        }
        return result.toString();
    }

    /** The splices that take these back, for the text that they gave. */
    public static List<Splice> inverse(List<Splice> splices) {
        var inverse = new ArrayList<Splice>();
        int shift = 0;
        for (var splice : ordered(splices)) {
            inverse.add(new Splice(splice.offset + shift, splice.after, splice.before));
            shift += splice.after.length() - splice.before.length();
        }
        return List.copyOf(inverse);
    }

    private static List<Splice> ordered(List<Splice> splices) {
        return splices.stream().sorted(Comparator.comparingInt(Splice::offset)).toList();
    }
}
