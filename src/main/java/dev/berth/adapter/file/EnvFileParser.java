package dev.berth.adapter.file;

import dev.berth.observe.Project.EnvEntry;
import dev.berth.policy.Violation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads .env files as Compose does: {@code export}, spaces around {@code =}, {@code KEY: value}, quotes over several
 * lines, comments after a space, interpolation.
 *
 * <p>Source: the Docker documentation, "Set environment variables: Interpolation: .env file syntax", and the behaviour
 * of the compose plugin 2.26.1 where that page is silent. No message holds a value.
 */
final class EnvFileParser {
    private static final String BOM = "\u00ef\u00bb\u00bf";

    private final SourceText file;
    private final String text;
    private final Variables outer;
    private final List<EnvEntry> entries = new ArrayList<>();
    private final List<Violation> problems = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;

    private EnvFileParser(SourceText file, Variables outer) {
        this.file = file;
        this.text = file.bytes();
        this.outer = outer;
    }

    /** Reads a file; {@code outer} is what its own variables may refer to besides each other. */
    static EnvFile parse(SourceText file, Variables outer) {
        return new EnvFileParser(file, outer).parse();
    }

    private EnvFile parse() {
        at = text.startsWith(BOM) ? BOM.length() : 0;
        while (skipToStatement()) {
            if (!statement()) {
                break;
            }
        }
        return new EnvFile(entries, problems);
    }

    private boolean skipToStatement() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                at = EnvText.lineEnd(text, at);
            } else if (EnvText.isBlank(text.charAt(at)) || text.charAt(at) == '\n') {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Reads one entry; false when the rest of the file can't be understood. */
    private boolean statement() {
        if (text.startsWith("export", at) && at + 6 < text.length() && EnvText.isSpace(text.charAt(at + 6))) {
            at = EnvText.blanksEnd(text, at + 6);
        }
        int start = at;
        int end = start;
        while (end < text.length() && EnvText.isKeyChar(text.charAt(end))) {
            end++;
        }
        var key = text.substring(start, end).stripTrailing();
        if (end == text.length() || text.charAt(end) == '\n') {
            // A name alone takes the shell's value and sets nothing here.
            at = Math.min(end + 1, text.length());
            return key.indexOf(' ') < 0 || refuse(start, "", "a name holds no space; write NAME=value");
        }
        if (text.charAt(end) != '=' && text.charAt(end) != ':') {
            return refuse(start, "", "is no NAME=value; names hold letters, digits and _ . - [ ]");
        }
        if (key.isEmpty() || key.indexOf(' ') >= 0) {
            return refuse(start, key, "a name holds no space and is not empty; write NAME=value");
        }
        at = EnvText.blanksEnd(text, end + 1);
        return value(key, start);
    }

    private boolean value(String key, int keyAt) {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (quote != '"' && quote != '\'') {
            int end = EnvText.lineEnd(text, at);
            int comment = text.substring(at, end).indexOf(" #");
            var raw = text.substring(at, comment < 0 ? end : at + comment).stripTrailing();
            add(key, keyAt, at, raw, interpolate(raw, key, keyAt));
            at = end;
            return true;
        }
        int close = EnvText.closingQuote(text, at);
        if (close < 0) {
            return refuse(keyAt, key, "its quote is never closed; close it with " + quote);
        }
        var raw = text.substring(at + 1, close);
        var inner = raw.replace("\\" + quote, String.valueOf(quote));
        add(key, keyAt, at + 1, raw, quote == '"' ? interpolate(Escapes.expand(inner), key, keyAt) : inner);
        at = close + 1;
        return true;
    }

    private String interpolate(String raw, String key, int keyAt) {
        var filled = Template.fill(raw, outer.overlaid(values));
        if (!filled.valid()) {
            problem(keyAt, key, "its value holds a “$” that starts no variable; write $$ or use single quotes");
        }
        return filled.text();
    }

    private void add(String key, int keyAt, int valueAt, String raw, String value) {
        if (values.put(key, value) != null) {
            int first = entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .findFirst()
                    .map(entry -> entry.mark().line())
                    .orElse(0);
            problem(keyAt, key, "is already set in line " + first + "; keep one");
        }
        var decoded = new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        entries.add(new EnvEntry(key, decoded, file.spot(valueAt, raw.length()), file.mark(keyAt)));
    }

    private boolean refuse(int offset, String key, String allowed) {
        problem(offset, key, allowed);
        return false;
    }

    private void problem(int offset, String key, String allowed) {
        problems.add(new Violation(file.mark(offset), "env", key, allowed));
    }
}
