package dev.berth.adapter.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the making of throwaway copies is noted, and what they need of files; it stands before the first Docker object
 * does, so that whoever finds it knows what else may be left.
 */
public record StageFolder(Path path) {
    private static final Pattern NAME = Pattern.compile("([a-z]+)-([0-9a-f]{8})");

    /**
     * @param purpose one word in lower case
     * @param id eight hexadecimal digits
     * @param engine the address of the Docker engine that its containers run on
     */
    public static StageFolder create(StateFolder state, String purpose, String id, String engine) throws IOException {
        var stage = new StageFolder(state.rehearsals().resolve(purpose + "-" + id));
        Durable.folder(stage.path());
        Durable.write(stage.note(), engine.getBytes(StandardCharsets.UTF_8));
        return stage;
    }

    /** Stages that nobody took down. */
    public static List<StageFolder> left(StateFolder state) throws IOException {
        if (!Files.isDirectory(state.rehearsals())) {
            return List.of();
        }
        try (var files = Files.list(state.rehearsals())) {
            return files.filter(file ->
                            NAME.matcher(String.valueOf(file.getFileName())).matches())
                    .sorted()
                    .map(StageFolder::new)
                    .toList();
        }
    }

    public String purpose() {
        return part(1);
    }

    public String id() {
        return part(2);
    }

    private String part(int group) {
        var name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()) {
            throw new IllegalStateException(path + " is no stage");
        }
        return name.group(group);
    }

    public Path files() {
        return path.resolve("files");
    }

    public StateFolder state() {
        return new StateFolder(path.resolve("state"));
    }

    /** Empty where the stage ended before it was known; then it has no Docker objects. */
    public Optional<String> engine() throws IOException {
        return Files.exists(note()) ? Optional.of(Files.readString(note(), StandardCharsets.UTF_8)) : Optional.empty();
    }

    public void delete() throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.walk(path)) {
            files.forEach(all::add);
        }
        // The note last: until then a stage that is only half gone can still be cleared.
        all.sort(Comparator.comparing((Path file) -> file.equals(note()) || file.equals(path))
                .thenComparing(Comparator.reverseOrder()));
        for (var file : all) {
            Files.delete(file);
        }
    }

    private Path note() {
        return path.resolve("engine");
    }
}
