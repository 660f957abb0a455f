package dev.berth.observe;

/**
 * A file that a move may edit.
 *
 * @param path relative to the policy's folder where it lies below it, else absolute
 * @param text its bytes, one char a byte (ISO 8859-1), so that offsets are byte offsets whatever the encoding
 */
public record TextFile(String path, String text, boolean writable) {
    /** Without the text, which may hold secrets. */
    @Override
    public String toString() {
        return "TextFile[" + path + "]";
    }
}
