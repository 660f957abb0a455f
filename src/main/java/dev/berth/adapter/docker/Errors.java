package dev.berth.adapter.docker;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a program complains of, as much of it as a person reads; its first line is the number of its process. */
final class Errors extends OutputStream {
    private static final int MOST = 4000;
    private static final int LONGEST = 600;

    private final byte[] bytes = new byte[MOST];
    private int length;

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] said, int offset, int count) {
        int fits = Math.min(count, MOST - length);
        System.arraycopy(said, offset, bytes, length, fits);
        length += fits;
    }

    /** Empty before it is known. */
    synchronized String pid() {
        return text().lines().findFirst().filter(line -> line.matches("[0-9]+")).orElse("");
    }

    synchronized String words(int code) {
        var words = text().replaceFirst("^[0-9]+\\R?", "").strip().replaceAll("\\s+", " ");
        if (words.isEmpty()) {
            return "it ended with exit code " + code;
        }
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private String text() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
