package dev.berth.adapter.file;

import dev.berth.backup.StoredFile;
import dev.berth.engine.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Says of bytes that can't be read whose they are, and of those that can whether they were written so. */
final class CheckedFile extends InputStream {
    private final InputStream content;
    private final InputStream file;
    private final MessageDigest digest;
    private final StoredFile written;
    private final byte[] one = new byte[1];
    private boolean ended;

    /** What is said again to whoever reads on after it was said: he must not take it for the end. */
    private Optional<IOException> flaw = Optional.empty();

    /**
     * @param content of what the file has
     * @param digest of what was read of the file
     */
    CheckedFile(InputStream content, InputStream file, MessageDigest digest, StoredFile written) {
        this.content = content;
        this.file = file;
        this.digest = digest;
        this.written = written;
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (flaw.isPresent()) {
            throw new IOException(flaw.get().getMessage(), flaw.get());
        }
        if (ended) {
            return -1;
        }
        try {
            int read = next(bytes, offset, length);
            ended = read < 0;
            return read;
        } catch (IOException e) {
            flaw = Optional.of(e);
            throw e;
        }
    }

    private int next(byte[] bytes, int offset, int length) throws IOException {
        int read;
        try {
            read = content.read(bytes, offset, length);
        } catch (IOException e) {
            throw new IOException(intact() ? unopened() : altered(written) + " (" + brief(e) + ")", e);
        }
        if (read < 0 && !intact()) {
            throw new IOException(altered(written));
        }
        return read;
    }

    /** Whether the file is what its manifest says, to its end; asked once, since that ends the digest. */
    private boolean intact() throws IOException {
        file.transferTo(OutputStream.nullOutputStream());
        return matches(digest, written);
    }

    private String unopened() {
        return written.name()
                + written.key()
                        .map(key -> " is not what key " + key + " wrote here, although its manifest says so")
                        .orElse(" can't be unpacked, although it is what its manifest says");
    }

    static boolean matches(MessageDigest digest, StoredFile written) {
        return Sha256.end(digest).equals(written.sha256());
    }

    static String altered(StoredFile written) {
        return written.name() + " is not what was written: its SHA-256 is another";
    }

    /** Tink tells the whole state of its streams, in many lines. */
    private static String brief(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
