package dev.berth.backup;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Restores backups into servers of their own and compares what they then hold. */
record Proving(BackupStore store, Clock clock) {
    private static final int MOST = 5;

    /** Restores into a server; gives what it holds otherwise than the backup says. */
    List<String> fill(SpareServer spare, Manifest manifest) throws IOException {
        spare.globals(() -> store.open(manifest.name(), manifest.globals()));
        for (var dump : manifest.dumps()) {
            spare.database(dump, () -> store.open(manifest.name(), dump.file()));
        }
        var databases = manifest.dumps().stream().map(Dump::database).toList();
        return manifest.contents()
                .differences(spare.contents(databases, manifest.contents().depth()));
    }

    /** @throws IOException when it could not be tried, or not to its end */
    Proof prove(Servers servers, Manifest manifest) throws IOException {
        try (var spare = servers.throwaway(manifest)) {
            var differences = fill(spare, manifest);
            return differences.isEmpty()
                    ? new Proof.Proved(clock.instant())
                    : new Proof.Failed(clock.instant(), words(differences));
        } catch (Unrestorable e) {
            return new Proof.Failed(clock.instant(), Reasons.of(e));
        }
    }

    static String words(List<String> differences) {
        var first = String.join("; ", differences.subList(0, Math.min(MOST, differences.size())));
        return "what was restored is not the same: " + first
                + (differences.size() > MOST ? "; and " + (differences.size() - MOST) + " more" : "");
    }
}
