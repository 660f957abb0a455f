package dev.berth.adapter.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Finds the lines of places that the parser names otherwise; lines count from 1. */
final class Lines {
    private Lines() {}

    static int at(String text, int codePoints) {
        return after(text.codePoints().limit(codePoints));
    }

    /** The line of the first byte that is no UTF-8. */
    static int ofFirstMalformed(byte[] content) {
        CharBuffer decoded = CharBuffer.allocate(content.length);
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content), decoded, true);
        return after(decoded.flip().chars());
    }

    private static int after(IntStream characters) {
        return 1 + (int) characters.filter(character -> character == '\n').count();
    }
}
