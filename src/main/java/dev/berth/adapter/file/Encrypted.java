package dev.berth.adapter.file;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * A file encrypted in pieces, of which each is authenticated with its place and whether it is the last: Tink's
 * AES256_GCM_HKDF_4KB.
 *
 * @param label which file of which backup it is; under another it does not open
 */
record Encrypted(BackupKey secret, String label) implements Seal {
    /** Of 1 MiB, no JVM compiles the cipher before gigabytes have gone by (docs/adr/0014-small-segments.md). */
    private static final int SEGMENT = 1 << 12;

    private static final int WRITTEN_AT_ONCE = 1 << 16;
    private static final int AES_256 = 32;

    @Override
    public OutputStream onto(OutputStream file) throws IOException {
        try {
            return cipher().newEncryptingStream(new BufferedOutputStream(file, WRITTEN_AT_ONCE), context());
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java can't encrypt: " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream from(InputStream file) throws IOException {
        try {
            return cipher().newDecryptingStream(file, context());
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java can't decrypt: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> key() {
        return Optional.of(secret.id());
    }

    private StreamingAead cipher() throws GeneralSecurityException {
        return new AesGcmHkdfStreaming(secret.bytes(), "HmacSha256", AES_256, SEGMENT, 0);
    }

    private byte[] context() {
        return label.getBytes(StandardCharsets.UTF_8);
    }
}
