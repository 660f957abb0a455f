package dev.berth.adapter.docker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.berth.plan.Decision.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The note of which container was made again in whose place, by their ids: a migration knows by its id the container that it
 * made, and the way back of a later one may have made that anew.
 *
 * <p>One file for each container name, in a folder beside those of the recipes. Only another migration that can still go back
 * asks for it, and each such has a recipe under that name; the note goes with the last of them.
 */
final class Remade {
    private static final String FOLDER = "remade";

    private final Path recipes;
    private final String migration;
    private final String file;
    private final PrivateFile note;

    /** @param recipes the folder of all recipes, with one folder a migration */
    Remade(Path recipes, String migration, String container) {
        this.recipes = recipes;
        this.migration = migration;
        this.file = container + ".json";
        this.note = new PrivateFile(recipes.resolve(FOLDER), file);
    }

    /** What a container was made again as, and that in turn; the last is the newest. */
    List<String> since(String id) throws Unanswered {
        var links = links();
        var ids = new ArrayList<String>();
        for (var next = links.path(id); next.isTextual(); next = links.path(next.asText())) {
            if (ids.contains(next.asText())) {
                throw damaged();
            }
            ids.add(next.asText());
        }
        return List.copyOf(ids);
    }

    /** Notes what was made again, where another migration may ask. */
    void note(String before, String now) throws Unanswered, IOException {
        if (!before.equals(now) && asked()) {
            var links = links();
            if (!links.path(before).asText().equals(now)) {
                note.write(links.put(before, now));
            }
        }
    }

    /** Lets the note go once no other migration may ask. */
    void release() throws IOException {
        if (!asked()) {
            note.delete();
        }
    }

    /** What is wrong with the note: without it, what berth made can't be told from what somebody else did. */
    Optional<Refusal> damage() {
        try {
            links();
            return Optional.empty();
        } catch (Unanswered e) {
            return Optional.of(new Refusal(note.toString(), e.reason(), e.remedy()));
        }
    }

    private ObjectNode links() throws Unanswered {
        if (!note.exists()) {
            return Json.object();
        }
        return note.read()
                .filter(json -> Json.items(json)
                        .allMatch(id -> id.isTextual() && !id.asText().isEmpty()))
                .map(Json::copy)
                .orElseThrow(this::damaged);
    }

    private Unanswered damaged() {
        return new Unanswered(
                "the note of which container berth made again (" + note + ") can't be understood",
                "put that file back from a backup of the disk; or move it away: then what berth made again counts as"
                        + " somebody else's");
    }

    private boolean asked() throws IOException {
        if (!Files.isDirectory(recipes)) {
            return false;
        }
        try (var folders = Files.list(recipes)) {
            return folders.filter(folder -> !folder.endsWith(migration) && !folder.endsWith(FOLDER))
                    .anyMatch(folder -> Files.exists(folder.resolve(file)));
        }
    }
}
