package dev.berth.plan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hex (FIPS 180-4). */
public final class Sha256 {
    private Sha256() {}

    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Of a text that holds one char a byte. */
    static String ofBytes(String latin1) {
        return of(latin1, StandardCharsets.ISO_8859_1);
    }

    static String of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    private static String of(String text, Charset charset) {
        return of(text.getBytes(charset));
    }
}
