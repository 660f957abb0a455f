package dev.berth.adapter.file;

import dev.berth.observe.Collision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Loads what is known of software in the protected range. */
public final class KnownCollisions {
    private static final String RESOURCE = "/dev/berth/collisions.csv";
    private static final int COLUMNS = 4;

    private KnownCollisions() {}

    /** Every known collision, in the order of the file. */
    public static List<Collision> load() {
        var stream = Objects.requireNonNull(KnownCollisions.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("#"))
                    .map(KnownCollisions::collision)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Collision collision(String line) {
        var fields = line.split(",", COLUMNS);
        return new Collision(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), fields[2], fields[3]);
    }
}
