package dev.berth.adapter.file;

import dev.berth.observe.Project.Origin;
import java.util.List;
import java.util.Optional;

/**
 * An interpolated string.
 *
 * @param unset the variables that are set nowhere and have no default
 * @param valid whether Compose would accept the template
 */
record Filled(List<Part> parts, List<String> unset, boolean valid) {
    Filled {
        parts = List.copyOf(parts);
        unset = List.copyOf(unset);
    }

    String text() {
        return String.join("", parts.stream().map(Part::text).toList());
    }

    /** The one part that gave this stretch of the result; empty when several did, or a variable gave more than it. */
    Optional<Part> source(int from, int to) {
        int start = 0;
        for (var part : parts) {
            int end = start + part.text.length();
            if (start <= from && to <= end) {
                return part.at >= 0
                        ? Optional.of(part.cut(from - start, to - start))
                        : Optional.of(part).filter(whole -> whole.text.length() == to - from);
            }
            start = end;
        }
        return Optional.empty();
    }

    /** The variables whose values in .env files gave parts of it. */
    List<String> fromEnvFiles() {
        return parts.stream()
                .filter(part -> part.origin == Origin.ENV_FILE)
                .flatMap(part -> part.variable.stream())
                .toList();
    }

    /** Without the text, which may come from an .env file. */
    @Override
    public String toString() {
        return "Filled[" + parts.size() + " parts, unset=" + unset + "]";
    }

    /** A default that stands in the source while a variable's value is used. */
    record Fallback(int at, String text) {}

    /**
     * A stretch of the result.
     *
     * @param at where its text stands in the source, or -1 when it does not
     */
    record Part(String text, int at, Optional<String> variable, Origin origin, Optional<Fallback> fallback) {
        Part asDefaultOf(String name) {
            return new Part(text, at, Optional.of(name), Origin.DEFAULT, fallback);
        }

        private Part cut(int from, int to) {
            return new Part(text.substring(from, to), at + from, variable, origin, Optional.empty());
        }
    }
}
