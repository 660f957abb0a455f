package dev.berth.adapter.file;

import com.github.luben.zstd.ZstdOutputStream;
import dev.berth.plan.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Small texts in one {@code .tar.zst} file, with a {@code SHA256SUMS} that {@code sha256sum -c} checks. The same texts
 * give the same bytes.
 */
public final class Bundle {
    private static final int OWNER_ALONE = 0100600;

    private Bundle() {}

    /**
     * Makes the file, readable by its owner alone; it is there as a whole or not at all.
     *
     * @param folder where the texts lie in the archive
     * @param at the time that every one of them bears
     */
    public static void write(Path file, String folder, Map<String, String> texts, Instant at) throws IOException {
        var sorted = new TreeMap<>(texts);
        sorted.put("SHA256SUMS", sums(texts));
        var packed = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new ZstdOutputStream(packed), StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var text : sorted.entrySet()) {
                var bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
                var entry = new TarArchiveEntry(folder + "/" + text.getKey());
                entry.setMode(OWNER_ALONE);
                entry.setModTime(at.toEpochMilli());
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        Durable.write(file.toAbsolutePath(), packed.toByteArray());
    }

    private static String sums(Map<String, String> texts) {
        var sums = new StringBuilder();
        new TreeMap<>(texts)
                .forEach((name, text) -> sums.append(Sha256.of(text.getBytes(StandardCharsets.UTF_8)))
                        .append("  ")
                        .append(name)
                        .append('\n'));
        return sums.toString();
    }
}
