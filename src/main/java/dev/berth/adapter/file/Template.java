package dev.berth.adapter.file;

import dev.berth.adapter.file.Filled.Fallback;
import dev.berth.adapter.file.Filled.Part;
import dev.berth.adapter.file.Variables.Setting;
import dev.berth.observe.Project.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compose's interpolation of one string, which remembers where every part of the result came from.
 *
 * <p>Source: the Compose Specification, "Interpolation".
 */
final class Template {
    private static final List<String> OPERATORS = List.of(":-", ":?", ":+", "-", "?", "+");

    private final String source;
    private final Variables variables;
    private final List<String> unset = new ArrayList<>();
    private boolean valid = true;

    private Template(String source, Variables variables) {
        this.source = source;
        this.variables = variables;
    }

    static Filled fill(String source, Variables variables) {
        var template = new Template(source, variables);
        var parts = template.fill(0, source.length());
        return new Filled(parts, List.copyOf(template.unset), template.valid);
    }

    private List<Part> fill(int from, int to) {
        var parts = new ArrayList<Part>();
        int at = from;
        while (at < to) {
            int dollar = source.indexOf('$', at);
            int stop = dollar < 0 ? to : Math.min(dollar, to);
            if (stop > at) {
                parts.add(literal(at, stop));
            }
            at = stop < to ? reference(stop, to, parts) : to;
        }
        return parts;
    }

    /** Reads what starts with the dollar at this index and returns the index after it. */
    private int reference(int dollar, int to, List<Part> parts) {
        int next = dollar + 1;
        if (next < to && source.charAt(next) == '$') {
            parts.add(literal(next, next + 1));
            return next + 1;
        }
        if (next < to && source.charAt(next) == '{') {
            int close = closing(next, to);
            if (close > 0) {
                braced(next + 1, close, parts);
                return close + 1;
            }
        }
        int end = nameEnd(next, to);
        valid &= end > next;
        if (end > next) {
            parts.addAll(plain(source.substring(next, end)));
        }
        return Math.max(end, next);
    }

    private void braced(int from, int to, List<Part> parts) {
        int end = nameEnd(from, to);
        var name = source.substring(from, end);
        var operator = OPERATORS.stream()
                .filter(known -> source.startsWith(known, end))
                .findFirst()
                .orElse("");
        valid &= end > from && operator.isEmpty() == (end == to);
        int rest = end + operator.length();
        var setting = variables
                .look(name)
                .filter(found -> !operator.startsWith(":") || !found.value().isEmpty());
        switch (operator.isEmpty() ? ' ' : operator.charAt(operator.length() - 1)) {
            case '-' -> parts.addAll(orDefault(name, setting, rest, to));
            case '+' -> parts.addAll(setting.isPresent() ? fill(rest, to) : List.of());
            case '?' ->
                parts.addAll(setting.map(found -> List.of(set(name, found, Optional.empty())))
                        .orElseGet(() -> missing(name)));
            default -> parts.addAll(plain(name));
        }
    }

    private List<Part> plain(String name) {
        return variables
                .look(name)
                .map(found -> List.of(set(name, found, Optional.empty())))
                .orElseGet(() -> missing(name));
    }

    private List<Part> missing(String name) {
        unset.add(name);
        return List.of();
    }

    private List<Part> orDefault(String name, Optional<Setting> setting, int from, int to) {
        if (setting.isPresent()) {
            return List.of(set(name, setting.get(), fallback(from, to)));
        }
        return fill(from, to).stream()
                .map(part -> part.origin() == Origin.LITERAL ? part.asDefaultOf(name) : part)
                .toList();
    }

    /** The literal that would stand in for a variable, past further variables nested in its default. */
    private Optional<Fallback> fallback(int from, int to) {
        var ruled = new Template(source, Variables.ofShell(java.util.Map.of()));
        var parts = ruled.fill(from, to);
        return parts.size() == 1 && ruled.valid
                ? Optional.of(new Fallback(parts.get(0).at(), parts.get(0).text()))
                : Optional.empty();
    }

    private static Part set(String name, Setting setting, Optional<Fallback> fallback) {
        return new Part(setting.value(), -1, Optional.of(name), setting.origin(), fallback);
    }

    private Part literal(int from, int to) {
        return new Part(source.substring(from, to), from, Optional.empty(), Origin.LITERAL, Optional.empty());
    }

    private int closing(int open, int to) {
        int depth = 0;
        for (int i = open; i < to; i++) {
            depth += source.charAt(i) == '{' ? 1 : source.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private int nameEnd(int from, int to) {
        int end = from;
        while (end < to && isNameChar(source.charAt(end), end == from)) {
            end++;
        }
        return end;
    }

    private static boolean isNameChar(char c, boolean first) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (!first && c >= '0' && c <= '9');
    }
}
