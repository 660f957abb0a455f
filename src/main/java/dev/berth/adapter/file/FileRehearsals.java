package dev.berth.adapter.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.berth.journal.Rehearsals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Marks of passed rehearsals, one small JSON file a plan, replaced as a whole. */
public final class FileRehearsals implements Rehearsals {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,128}");

    private final Path folder;
    private final JsonMapper json = new JsonMapper();

    public FileRehearsals(StateFolder state) {
        this.folder = state.rehearsals();
    }

    @Override
    public Optional<Instant> passed(String planHash) {
        var file = file(planHash);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var mark = json.readTree(Files.readAllBytes(file));
            return mark.path("plan").asText().equals(planHash)
                    ? Optional.of(Instant.parse(mark.path("passedAt").asText()))
                    : Optional.empty();
        } catch (JsonProcessingException | DateTimeException unreadable) {
            // Without a mark the plan is rehearsed again, which is the safe side.
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("the mark of a rehearsal can't be read: " + file, failure);
        }
    }

    @Override
    public void passed(Instant at, String planHash) {
        var mark = json.createObjectNode().put("plan", planHash).put("passedAt", at.toString());
        try {
            Durable.folder(folder);
            Durable.write(file(planHash), json.writeValueAsBytes(mark));
        } catch (IOException failure) {
            throw new UncheckedIOException("the mark of a rehearsal can't be kept in " + folder, failure);
        }
    }

    private Path file(String planHash) {
        if (!HASH.matcher(planHash).matches()) {
            throw new IllegalArgumentException("no hash of a plan: “" + planHash + "”");
        }
        return folder.resolve(planHash + ".json");
    }
}
