package dev.berth.adapter.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.berth.adapter.file.StateFolder.Flaw;
import dev.berth.cycle.Bulletin;
import dev.berth.cycle.Readiness;
import dev.berth.cycle.Tiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a daemon says of its policies for those of other hosts: one small JSON file, replaced as a whole. Its folder
 * below the state folder can be shared alone: what else is there, such as passwords, is for nobody else.
 *
 * @param folder a state folder; to read, that which is shared of it does as well
 */
public record Bulletins(Path folder) {
    /** A daemon makes its rounds every minute. */
    private static final Duration STALE = Duration.ofMinutes(5);

    private static final String FILE = "readiness.json";
    private static final int MOST_BYTES = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** What reading gave: what is said, and when that was so, or why nothing can be read. */
    public record Read(Optional<Instant> at, List<Bulletin> bulletins, Optional<Flaw> flaw) {
        public Read {
            bulletins = List.copyOf(bulletins);
        }
    }

    /** @param at when that was so */
    public void write(Instant at, List<Bulletin> bulletins) throws IOException {
        var document = JSON.createObjectNode().put("at", at.toString());
        var policies = document.putArray("policies");
        for (var bulletin : bulletins) {
            var policy = policies.addObject()
                    .put("namespace", bulletin.name().namespace())
                    .put("name", bulletin.name().name())
                    .put("cause", bulletin.readiness().cause());
            bulletin.readiness().since().ifPresent(since -> policy.put("since", since.toString()));
            names(policy.putArray("after"), bulletin.after());
        }
        replace(JSON.writeValueAsBytes(document));
    }

    /** Everybody may read it who gets there, whatever the umask: by a share, users of other hosts do. */
    private void replace(byte[] content) throws IOException {
        var told = told();
        if (!Files.isDirectory(told)) {
            Files.createDirectory(told);
            Files.setPosixFilePermissions(told, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Durable.write(told.resolve(FILE), content, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void names(ArrayNode array, List<Tiers.Name> names) {
        names.forEach(
                name -> array.addObject().put("namespace", name.namespace()).put("name", name.name()));
    }

    /** What was said within the last minutes; of whom nothing was heard since, nobody can say that it is Ready. */
    public Read read(Instant now) {
        var file = readable();
        try {
            if (Files.size(file) > MOST_BYTES) {
                return flaw(file + " is larger than " + MOST_BYTES + " bytes");
            }
            var document = JSON.readTree(Files.readAllBytes(file));
            var at = Instant.parse(document.path("at").asText());
            var doubt = doubt(at, now);
            var bulletins = new ArrayList<Bulletin>();
            for (var policy : document.path("policies")) {
                bulletins.add(new Bulletin(name(policy), readiness(policy, doubt), after(policy)));
            }
            return new Read(Optional.of(at), bulletins, Optional.empty());
        } catch (IOException | DateTimeException unreadable) {
            return flaw(file + " can't be read: " + unreadable);
        }
    }

    private static String doubt(Instant at, Instant now) {
        if (at.isBefore(now.minus(STALE))) {
            return "its daemon has said nothing since " + at;
        }
        return at.isAfter(now.plus(STALE)) ? "the clock of its daemon is ahead: " + at : "";
    }

    private static Readiness readiness(JsonNode policy, String doubt) {
        var since = policy.hasNonNull("since")
                ? Optional.of(Instant.parse(policy.path("since").asText()))
                : Optional.<Instant>empty();
        return doubt.isEmpty()
                ? new Readiness(since, policy.path("cause").asText())
                : new Readiness(Optional.empty(), doubt);
    }

    private static List<Tiers.Name> after(JsonNode policy) {
        return StreamSupport.stream(policy.path("after").spliterator(), false)
                .map(Bulletins::name)
                .toList();
    }

    private static Tiers.Name name(JsonNode node) {
        return new Tiers.Name(node.path("namespace").asText(), node.path("name").asText());
    }

    private static Read flaw(String reason) {
        return new Read(
                Optional.empty(),
                List.of(),
                Optional.of(new Flaw(
                        reason,
                        "share the folder told in the state folder of a daemon (berth run) for reading, or leave it"
                                + " out")));
    }

    private Path told() {
        return folder.resolve("told");
    }

    /** Where the folder is what is shared of a state folder, or an earlier build wrote it, it lies there itself. */
    private Path readable() {
        var file = told().resolve(FILE);
        return Files.notExists(file) ? folder.resolve(FILE) : file;
    }
}
