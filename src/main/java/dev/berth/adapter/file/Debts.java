package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What databases of one policy are owed by runs that may not live to give it: a file for each in the state folder, on the
 * disk before the debt is made.
 */
public final class Debts {
    private final Path folder;
    private final String prefix;

    public Debts(StateFolder state, String namespace, String policy) {
        this.folder = state.path().resolve("owed");
        this.prefix = namespace + "." + policy + ".";
    }

    /** Which databases are owed something. */
    public List<String> databases() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var databases = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .sorted()
                    .forEach(databases::add);
        }
        return databases;
    }

    public Optional<String> of(String database) throws IOException {
        var file = file(database);
        return Files.exists(file) ? Optional.of(Files.readString(file, StandardCharsets.UTF_8)) : Optional.empty();
    }

    public void owe(String database, String what) throws IOException {
        Durable.folder(folder);
        Durable.write(file(database), what.getBytes(StandardCharsets.UTF_8));
    }

    public void settled(String database) throws IOException {
        Durable.delete(file(database));
    }

    private Path file(String database) {
        return folder.resolve(prefix + database);
    }
}
