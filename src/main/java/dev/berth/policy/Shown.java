package dev.berth.policy;

import java.util.regex.Pattern;

/** How a value of the input appears in a message: short, on one line, without a password. */
final class Shown {
    /** Stands for what must not be printed. */
    static final String MASK = "…";

    private static final int LONGEST = 80;
    private static final Pattern USER_INFO = Pattern.compile("//\\S*@");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private Shown() {}

    static String value(Node node) {
        if (node instanceof Node.Scalar scalar) {
            if (scalar.kind() == Node.Kind.NULL) {
                return "null";
            }
            return scalar.text().isEmpty() ? "\"\"" : text(scalar.text());
        }
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().isEmpty() ? "{}" : "{…}";
        }
        return ((Node.Sequence) node).items().isEmpty() ? "[]" : "[…]";
    }

    static String text(String raw) {
        String line = CONTROL.matcher(USER_INFO.matcher(raw).replaceAll("//…@")).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + MASK;
    }
}
