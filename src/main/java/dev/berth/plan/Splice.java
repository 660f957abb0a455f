package dev.berth.plan;

import java.util.Comparator;
import java.util.List;

/**
 * One replacement in a file, one char a byte.
 *
 * @param offset bytes before it in the file as it was
 */
public record Splice(int offset, String before, String after) {
    /** The text with all splices made; each must find what it replaces. */
    public static String apply(String text, List<Splice> splices) {
        var result = new StringBuilder(text);
        splices.stream()
                .sorted(Comparator.comparingInt(Splice::offset).reversed())
                .forEach(splice -> {
                    int end = splice.offset + splice.before.length();
                    if (end > result.length()
                            || !result.substring(splice.offset, end).equals(splice.before)) {
                        throw new IllegalArgumentException(
                                "“" + splice.before + "” does not stand at byte " + splice.offset);
                    }
                    result.replace(splice.offset, end, splice.after);
                });
        return result.toString();
    }

    /** The splices that take these back, for the text that they gave. */
    public static List<Splice> inverse(List<Splice> splices) {
        var ordered =
                splices.stream().sorted(Comparator.comparingInt(Splice::offset)).toList();
        var inverse = new java.util.ArrayList<Splice>();
        int shift = 0;
        for (var splice : ordered) {
            inverse.add(new Splice(splice.offset + shift, splice.after, splice.before));
            shift += splice.after.length() - splice.before.length();
        }
        return List.copyOf(inverse);
    }
}
