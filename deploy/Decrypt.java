import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decrypts one file of a backup to standard output, without berth and with nothing but a JDK 17:
 *
 * <pre>java Decrypt.java KEY-FILE BACKUP/FILE.zst.enc [DATABASE/TIME/FILE.zst.enc] | zstd -dc</pre>
 *
 * <p>The third word is how the file was called when it was written; without it, the last three parts of its path are taken.
 *
 * <p>The format is Tink's AES256_GCM_HKDF_4KB ("Streaming AEAD", "AES-GCM-HKDF"). A file begins with the length of its
 * header (one byte, 40), a salt of 32 bytes and the beginning of every nonce, 7 bytes. Pieces of 4096 bytes follow, the
 * first shorter by the header, the last as long as it is. Each ends with a tag of 16 bytes. The key of the file is
 * HKDF-SHA256 of the key, the salt, and the file's name; a nonce is its beginning, the piece's number in 4 bytes, and 1
 * for the last piece or 0.
 */
final class Decrypt {
    private static final int SALT = 32;
    private static final int BEGINNING = 7;
    private static final int HEADER = 1 + SALT + BEGINNING;
    private static final int PIECE = 4096;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final byte[] beginning;

    private Decrypt(byte[] secret, byte[] header, String name) throws GeneralSecurityException {
        var salt = Arrays.copyOfRange(header, 1, 1 + SALT);
        this.key = new SecretKeySpec(hkdf(secret, salt, name.getBytes(StandardCharsets.UTF_8)), "AES");
        this.beginning = Arrays.copyOfRange(header, 1 + SALT, HEADER);
    }

    public static void main(String[] words) throws Exception {
        if (words.length < 2 || words.length > 3) {
            System.err.println("usage: java Decrypt.java KEY-FILE BACKUP/FILE.zst.enc [DATABASE/TIME/FILE.zst.enc]");
            System.exit(2);
        }
        var file = Path.of(words[1]).toAbsolutePath().normalize();
        var name = words.length == 3 ? words[2] : lastParts(file);
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var header = in.readNBytes(HEADER);
            if (header.length < HEADER || header[0] != HEADER) {
                throw new IOException(file + " is no encrypted file of a backup");
            }
            new Decrypt(key(Path.of(words[0])), header, name).all(in, System.out);
        } catch (AEADBadTagException e) {
            System.out.flush();
            System.err.println("from here on, " + file + " is not what this key wrote as " + name);
            System.exit(1);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void all(InputStream in, OutputStream out) throws IOException, GeneralSecurityException {
        var piece = in.readNBytes(PIECE - HEADER);
        for (int number = 0; ; number++) {
            var next = in.readNBytes(PIECE);
            out.write(opened(piece, number, next.length == 0));
            if (next.length == 0) {
                out.flush();
                return;
            }
            piece = next;
        }
    }

    private byte[] opened(byte[] piece, int number, boolean last) throws GeneralSecurityException {
        var nonce = ByteBuffer.allocate(BEGINNING + Integer.BYTES + 1)
                .put(beginning)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(piece);
    }

    /** HKDF (RFC 5869) with SHA-256, for as many bytes as that gives at once. */
    private static byte[] hkdf(byte[] secret, byte[] salt, byte[] info) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        var extracted = mac.doFinal(secret);
        mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
        mac.update(info);
        mac.update((byte) 1);
        return mac.doFinal();
    }

    private static byte[] key(Path file) throws IOException {
        var word = Files.readString(file).strip();
        try {
            return word.length() == 64
                    ? HexFormat.of().parseHex(word)
                    : Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key in base64 or hex");
        }
    }

    private static String lastParts(Path file) {
        int parts = file.getNameCount();
        return file.subpath(Math.max(0, parts - 3), parts).toString();
    }
}
