package dev.berth.adapter.docker;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What a program complains of, as much of it as a person reads; its first line is the number of its process.
 *
 * <p>What goes beyond an error's first line may hold rows and statements, and these hashes of passwords: none of it stays.
 */
final class Errors extends OutputStream {
    /** The end of it stays, where a program says why it gave up. */
    private static final int MOST = 4000;

    private static final int LONGEST = 600;

    /** By the signal that nobody can catch. */
    private static final int KILLED = 128 + 9;

    /** It went with its container. */
    static final int GONE = -1;

    private static final Pattern OF_A_PROGRAM =
            Pattern.compile("(pg_[a-z]+|psql)(:[^ ]*)?: (error|ERROR|FATAL|fatal): .*");
    private static final Pattern OF_A_SERVER = Pattern.compile("(ERROR|FATAL|PANIC): .*");

    /** Such lines are followed by what may hold anything, until a program speaks again. */
    private static final Pattern BEYOND =
            Pattern.compile("(\\S+: )?(DETAIL|CONTEXT|HINT|QUERY|STATEMENT|LINE \\d+|detail|hint|Command was): ?.*");

    private static final Pattern STATEMENT = Pattern.compile("(?i)(query|command|statement) was: .*");

    /** Values stand in quotes after these; quotes elsewhere are around names. */
    private static final Pattern VALUE = Pattern.compile("(: |\\bvalue |\\bnear )\"(.*\"|.*$)");

    private static final Pattern HASH = Pattern.compile("SCRAM-SHA-256\\S*|\\bmd5[0-9a-f]{32}");

    private final StringBuilder first = new StringBuilder();
    private final byte[] bytes = new byte[2 * MOST];
    private boolean begun;
    private boolean cut;
    private int length;

    @Override
    public synchronized void write(int one) {
        if (!begun) {
            begun = one == '\n';
            first.append(begun ? "" : (char) one);
            return;
        }
        if (length == bytes.length) {
            System.arraycopy(bytes, MOST, bytes, 0, MOST);
            length = MOST;
            cut = true;
        }
        bytes[length++] = (byte) one;
    }

    @Override
    public synchronized void write(byte[] said, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            write(said[i]);
        }
    }

    /** Empty before it is known. */
    synchronized String pid() {
        return begun && first.toString().matches("[0-9]+") ? first.toString() : "";
    }

    synchronized String words(int code) {
        var words = complaints();
        if (words.isEmpty()) {
            return code == KILLED || code == GONE ? "it was killed" : "it ended with exit code " + code;
        }
        return words.length() > LONGEST ? "…" + words.substring(words.length() - LONGEST) : words;
    }

    private String complaints() {
        var complaints = new StringJoiner(" ");
        boolean beyond = cut;
        for (var line : lines()) {
            boolean program = OF_A_PROGRAM.matcher(line).matches();
            beyond = !program && (beyond || BEYOND.matcher(line).matches());
            if (program || !beyond && OF_A_SERVER.matcher(line).matches()) {
                complaints.add(withoutValues(line));
            }
        }
        return complaints.toString();
    }

    /** Without one that was cut itself. */
    private List<String> lines() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8)
                .lines()
                .skip(cut ? 1 : 0)
                .toList();
    }

    private static String withoutValues(String line) {
        var named = HASH.matcher(STATEMENT.matcher(line).replaceAll("")).replaceAll("…");
        return VALUE.matcher(named).replaceAll("$1\"…\"").strip().replaceAll("\\s+", " ");
    }
}
