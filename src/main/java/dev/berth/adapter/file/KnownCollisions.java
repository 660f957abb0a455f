package dev.berth.adapter.file;

import dev.berth.observe.Collision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Loads what is known of software in the protected range. */
public final class KnownCollisions {
    private static final String RESOURCE = "/dev/berth/collisions.csv";
    private static final int COLUMNS = 5;

    private KnownCollisions() {}

    /**
     * Every collision known for a kernel, in the order of the file.
     *
     * @param kernel what /proc/version says; WSL2's names Microsoft
     */
    public static List<Collision> load(String kernel) {
        var version = kernel.toLowerCase(Locale.ROOT);
        var stream = Objects.requireNonNull(KnownCollisions.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(",", COLUMNS))
                    .filter(fields -> version.contains(fields[2]))
                    .map(KnownCollisions::collision)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collision collision(String[] fields) {
        return new Collision(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), fields[3], fields[4]);
    }
}
