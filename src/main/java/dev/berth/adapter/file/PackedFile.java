package dev.berth.adapter.file;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.berth.backup.BackupStore;
import dev.berth.backup.StoredFile;
import dev.berth.engine.Sha256;
import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.util.Optional;

/**
 * A file packed by zstd and then sealed, with SHA-256 over what lies on the disk; it goes by in pieces, however long it is.
 */
record PackedFile(Path path, Seal seal) {
    private static final int PIECE = 1 << 16;

    /** zstd's own default is 3; on two cores that of 1 keeps up with what PostgreSQL gives. */
    private static final int LEVEL = 1;

    /** Writes it for its owner alone; it is on the disk once this returns. */
    StoredFile write(BackupStore.Writing writing) throws IOException {
        FileRights.createPrivate(path);
        var digest = Sha256.begin();
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var file = new DigestOutputStream(new Plain(channel), digest);
            pack(seal.onto(file), writing);
            channel.force(true);
        }
        return new StoredFile(String.valueOf(path.getFileName()), Files.size(path), Sha256.end(digest), seal.key());
    }

    private static void pack(OutputStream file, BackupStore.Writing writing) throws IOException {
        var packed = new ZstdOutputStream(file, LEVEL);
        try {
            packed.setChecksum(true).setWorkers(Runtime.getRuntime().availableProcessors());
            writing.to(packed);
        } catch (IOException e) {
            quietly(packed);
            throw e;
        }
        packed.close();
    }

    /** That what it still held goes nowhere either is no failure of its own. */
    private static void quietly(OutputStream packed) {
        try {
            packed.close();
        } catch (IOException known) {
            return;
        }
    }

    /** What it holds; at its end it is compared with what was written. */
    InputStream open(StoredFile written) throws IOException {
        var digest = Sha256.begin();
        var file = new DigestInputStream(new BufferedInputStream(Files.newInputStream(path), PIECE), digest);
        // Who reads a few bytes at a time is not to call into zstd for each.
        var content = new BufferedInputStream(new ZstdInputStream(seal.from(file)), PIECE);
        return new CheckedFile(content, file, digest, written);
    }

    Optional<String> flaw(StoredFile written) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.of(written.name() + " is missing");
        }
        if (Files.size(path) != written.bytes()) {
            return Optional.of(written.name() + " has " + Files.size(path) + " bytes instead of " + written.bytes());
        }
        var digest = Sha256.begin();
        try (var file = new DigestInputStream(Files.newInputStream(path), digest)) {
            drain(file);
        }
        return CheckedFile.matches(digest, written) ? Optional.empty() : Optional.of(CheckedFile.altered(written));
    }

    private static void drain(InputStream rest) throws IOException {
        rest.transferTo(OutputStream.nullOutputStream());
    }

    /** Writes to a channel, and leaves it open: it must still be brought to the disk. */
    private static final class Plain extends FilterOutputStream {
        Plain(FileChannel channel) {
            super(java.nio.channels.Channels.newOutputStream(channel));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
