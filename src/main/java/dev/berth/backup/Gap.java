package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.ServerFacts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a database has that a backup of it lacks, or has otherwise. */
public sealed interface Gap {
    /**
     * Both could be compared.
     *
     * @param transactions how many began since
     * @param then the rows of the backup
     * @param differences by table and object
     */
    record Known(Duration age, long transactions, Contents then, Contents now, List<String> differences)
            implements Gap {
        public Known {
            differences = List.copyOf(differences);
        }
    }

    /** The live server can't tell. */
    record Unknown(Duration age, String reason) implements Gap {}

    Duration age();

    /** Asks the live server now. */
    static Gap between(Manifest manifest, Instant now, Servers servers) {
        var age = Duration.between(manifest.name().taken(), now);
        try {
            servers.sweep();
            return between(manifest, age, servers.live(manifest.name().database()));
        } catch (IOException e) {
            return new Unknown(age, Reasons.of(e));
        }
    }

    private static Gap between(Manifest manifest, Duration age, LiveServer live) throws IOException {
        var facts = live.facts();
        if (!facts.identity().equals(manifest.server().identity())) {
            return new Unknown(age, "it is another server than the backup is of");
        }
        var databases =
                facts.databases().stream().map(ServerFacts.Database::name).toList();
        var now = live.contents(databases, manifest.contents().depth());
        long transactions =
                facts.history().transactions() - manifest.server().history().transactions();
        return new Known(age, transactions, manifest.contents(), now, manifest.differences(now));
    }
}
