package dev.berth.adapter.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a journal: {@code CHECKSUM LENGTH JSON\n}.
 *
 * <p>CHECKSUM is CRC-32C (Castagnoli) in eight hex digits over all that follows it up to the line break; LENGTH is that
 * of JSON in bytes, in decimal. The length tells a line whose end is missing from two lines whose break was lost.
 */
final class JournalLine {
    private static final int CHECKSUM = 8;
    private static final int LONGEST_LENGTH = 9;

    private JournalLine() {}

    static byte[] of(byte[] json) {
        var checked = new ByteArrayOutputStream(json.length + 24);
        checked.writeBytes(ascii(json.length + " "));
        checked.writeBytes(json);
        var line = new ByteArrayOutputStream(json.length + 40);
        line.writeBytes(ascii(checksum(checked.toByteArray()) + " "));
        line.writeBytes(checked.toByteArray());
        line.write('\n');
        return line.toByteArray();
    }

    /** The JSON of a line without its break; empty if one byte of it is not as it was written. */
    static Optional<byte[]> json(byte[] line) {
        if (line.length <= CHECKSUM || line[CHECKSUM] != ' ') {
            return Optional.empty();
        }
        var checked = Arrays.copyOfRange(line, CHECKSUM + 1, line.length);
        if (!checksum(checked).equals(new String(line, 0, CHECKSUM, StandardCharsets.US_ASCII))) {
            return Optional.empty();
        }
        return announced(line).filter(end -> end == line.length).map(end -> Arrays.copyOfRange(line, start(line), end));
    }

    /**
     * Whether these last bytes of a journal may be one line that was never finished: shorter than, or just as long as,
     * the line that they begin, or too short or too blank to say how long it was to be.
     */
    static boolean mayBeTorn(byte[] tail) {
        return announced(tail).map(end -> tail.length <= end + 1).orElse(true);
    }

    /** Where the JSON ends by what the line says of its own length. */
    private static Optional<Integer> announced(byte[] line) {
        int start = start(line);
        if (start < 0) {
            return Optional.empty();
        }
        var digits = new String(line, CHECKSUM + 1, start - CHECKSUM - 2, StandardCharsets.US_ASCII);
        return digits.matches("[0-9]{1," + LONGEST_LENGTH + "}")
                ? Optional.of(start + Integer.parseInt(digits))
                : Optional.empty();
    }

    /** Where the JSON starts; negative where no length stands before it. */
    private static int start(byte[] line) {
        for (int at = CHECKSUM + 1; at <= CHECKSUM + 1 + LONGEST_LENGTH && at < line.length; at++) {
            if (line[at] == ' ') {
                return at + 1;
            }
        }
        return -1;
    }

    private static String checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
