package dev.berth.app;

import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/**
 * What the launcher runs once to make its class data archive: a command, and then every class that a migration may need
 * while clients wait, whether the command came to it or not.
 */
final class Training {
    /** berth itself and the drivers, by the beginnings of their classes' paths. */
    private static final List<String> NEEDED = List.of(
            "dev/berth/", "org/postgresql/core/", "org/postgresql/jdbc/", "com/ongres/scram/", "redis/clients/");

    private Training() {}

    /** Takes a command's words, such as those of a plan; what it says is of no interest. */
    public static void main(String[] words) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var console = new Console(nowhere, nowhere, new BufferedReader(Reader.nullReader()), false);
        try (var harbour = new Harbour(System.getenv(), Clock.systemUTC(), () -> false)) {
            Berth.run(harbour, console, words);
        }
        Arrays.stream(System.getProperty("java.class.path").split(":"))
                .filter(entry -> entry.endsWith(".jar"))
                .forEach(entry -> load(Path.of(entry)));
    }

    private static void load(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && NEEDED.stream().anyMatch(name::startsWith))
                    .forEach(Training::load);
        } catch (IOException unreadable) {
            // Then the archive is smaller; nothing else depends on it.
        }
    }

    private static void load(String name) {
        try {
            Class.forName(
                    name.substring(0, name.length() - ".class".length()).replace('/', '.'),
                    false,
                    Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError optional) {
            // A library's class for a library that is not here.
        }
    }
}
