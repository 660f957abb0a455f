package dev.berth.adapter.file;

import dev.berth.observe.Spot;
import dev.berth.observe.TextFile;
import dev.berth.policy.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file as it was read once.
 *
 * @param name what marks and spots call it: relative to the policy's folder where it lies below it, else absolute
 * @param real the file behind every symbolic link
 * @param bytes its content, one char a byte
 */
record SourceText(String name, Path real, String bytes) {
    Mark mark(int offset) {
        return new Mark(
                name,
                1 + (int) bytes.chars().limit(offset).filter(c -> c == '\n').count());
    }

    Spot spot(int offset, int length) {
        return new Spot(name, offset, bytes.substring(offset, offset + length));
    }

    /** The content as text; empty when it is not UTF-8. */
    Optional<String> utf8() {
        try {
            var raw = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(raw).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    TextFile asTextFile() {
        return new TextFile(name, bytes, writable());
    }

    private boolean writable() {
        var parent = real.getParent();
        return Files.isWritable(real) && parent != null && Files.isWritable(parent) && !markedReadOnly();
    }

    /** Nobody may write by the file's mode: root could, but somebody meant it. */
    private boolean markedReadOnly() {
        var view = Files.getFileAttributeView(real, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return false;
        }
        try {
            var permissions = view.readAttributes().permissions();
            return !permissions.contains(PosixFilePermission.OWNER_WRITE)
                    && !permissions.contains(PosixFilePermission.GROUP_WRITE)
                    && !permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (java.io.IOException e) {
            return true;
        }
    }

    @Override
    public String toString() {
        return "SourceText[" + name + "]";
    }
}
