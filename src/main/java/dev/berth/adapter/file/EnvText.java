package dev.berth.adapter.file;

/** Where the words of .env files end. */
final class EnvText {
    private EnvText() {}

    static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    static int blanksEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The index of the quote that closes the one at {@code open}, or -1. */
    static int closingQuote(String text, int open) {
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(open)) {
                return i;
            }
        }
        return -1;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
    }

    static boolean isSpace(char c) {
        return isBlank(c) || c == '\n';
    }

    /** Whether a name may hold it; blanks are refused later, with their own word. */
    static boolean isKeyChar(char c) {
        return isBlank(c) || Character.isLetterOrDigit(c) || c >= 0x80 || "_.-[]".indexOf(c) >= 0;
    }
}
