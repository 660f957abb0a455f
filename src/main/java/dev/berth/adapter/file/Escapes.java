package dev.berth.adapter.file;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes of double-quoted .env values; every other backslash stays. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\([abcfnrtv$\"\\\\]|0\\d{0,3})");

    private Escapes() {}

    static String expand(String text) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meaning(match)));
    }

    private static String meaning(MatchResult match) {
        var escape = match.group(1);
        return switch (escape.charAt(0)) {
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'v' -> "\u000b";
            case '\\' -> "\\";
            // A dollar doubled is one that interpolation leaves alone.
            case '$' -> "$$";
            case '0' -> octal(escape);
            default -> match.group();
        };
    }

    /** Three octal digits after the zero are a character; with fewer, Compose drops the zero and keeps the rest. */
    private static String octal(String escape) {
        if (!escape.matches("0[0-3][0-7]{2}")) {
            return "\\" + escape.substring(1);
        }
        var character = Character.toString(Integer.parseInt(escape, 8));
        return new String(character.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
