package dev.berth.adapter.docker;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Words of a program that may quote a line of .env or a value of a service: passwords stand in both. */
final class Discretion {
    private static final int LONGEST = 400;

    private Discretion() {}

    /** The errors without warnings, and without whatever may be a value. */
    static String of(String stderr) {
        var errors = Arrays.stream(stderr.strip().split("\\R"))
                .filter(line -> !line.contains("level=warning") && !line.startsWith("WARN"))
                .collect(Collectors.joining(" "));
        var quiet = errors.replaceAll("(unterminated quoted value|near|format for \\S+) *\"?.*", "$1 …");
        return quiet.length() > LONGEST ? quiet.substring(0, LONGEST) + "…" : quiet;
    }
}
