package dev.berth.app;

import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/**
 * What the launcher runs once to make its class data archive: the commands in a dry dock, and then every class that a
 * migration may need while clients wait, whether they came to it or not.
 */
final class Training {
    /** berth itself and the drivers, by the beginnings of their classes' paths. */
    private static final List<String> NEEDED = List.of(
            "dev/berth/", "org/postgresql/core/", "org/postgresql/jdbc/", "com/ongres/scram/", "redis/clients/");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("plan", "--steps"),
            List.of("apply", "--yes"),
            List.of("status"),
            List.of("health"),
            List.of("history"),
            List.of("plan", "-o", "json"),
            List.of("rollback"));

    private Training() {}

    /** Takes a policy file and an empty folder for records; what the commands say is of no interest. */
    public static void main(String[] words) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        var console = new Console(nowhere, nowhere, new BufferedReader(Reader.nullReader()), false);
        var dock = new DryDock(new StateFolder(Path.of(words[1])));
        for (var command : COMMANDS) {
            var all = new ArrayList<>(command);
            all.addAll(List.of("-f", words[0]));
            Berth.run(dock, console, all.toArray(String[]::new));
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
