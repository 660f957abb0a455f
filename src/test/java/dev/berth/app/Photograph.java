package dev.berth.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stack as it stands: its files byte for byte with their rights, and its containers. */
record Photograph(Map<String, String> files, List<Standing> containers) {
    static Photograph of(Path folder, Engine engine, String project) {
        return new Photograph(files(folder), Standing.of(engine, project));
    }

    /** The same with every database on its new port. */
    Photograph moved(List<Moored> databases) {
        var files = new TreeMap<>(files());
        var containers = containers();
        for (var database : databases) {
            files.replaceAll(
                    (name, text) -> text.replace(String.valueOf(database.before()), String.valueOf(database.after())));
            containers = containers.stream()
                    .map(one -> one.service().equals(database.service())
                            ? one.moved(database.before(), database.after())
                            : one)
                    .toList();
        }
        return new Photograph(files, containers);
    }

    private static Map<String, String> files(Path folder) {
        return inside(folder).stream()
                .filter(path -> !path.getFileName().toString().startsWith("policy"))
                .collect(Collectors.toMap(
                        path -> folder.relativize(path).toString(),
                        Photograph::read,
                        (one, other) -> one,
                        TreeMap::new));
    }

    /** Its files, but for berth's own, which come and go under a daemon. */
    private static List<Path> inside(Path folder) {
        var files = new ArrayList<Path>();
        try (var parts = Files.newDirectoryStream(folder, part -> !part.endsWith(".berth"))) {
            for (var part : parts) {
                if (Files.isDirectory(part)) {
                    files.addAll(inside(part));
                } else if (Files.isRegularFile(part)) {
                    files.add(part);
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.getPosixFilePermissions(path) + "\n" + Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
