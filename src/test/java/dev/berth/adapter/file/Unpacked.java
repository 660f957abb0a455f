package dev.berth.adapter.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The texts of a bundle, by their paths in it. */
public final class Unpacked {
    private Unpacked() {}

    public static SortedMap<String, String> of(Path bundle) {
        var texts = new TreeMap<String, String>();
        try (var tar = new TarArchiveInputStream(new ZstdInputStream(Files.newInputStream(bundle)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                texts.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
