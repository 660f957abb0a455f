package dev.berth.backup;

import dev.berth.engine.Contents;
import dev.berth.engine.Contents.Depth;
import dev.berth.engine.ServerFacts;
import dev.berth.policy.Database;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Restores backups into servers of their own and compares what they then hold. */
record Proving(BackupStore store, Servers servers, Clock clock, Consumer<String> progress) {
    /** Restores into a server; gives what it holds otherwise than the backup says. */
    List<String> fill(SpareServer spare, Manifest manifest) throws IOException {
        for (var globals : manifest.globals()) {
            spare.globals(() -> store.open(manifest.name(), globals));
        }
        for (var dump : manifest.dumps()) {
            spare.database(dump, () -> store.open(manifest.name(), dump.file()));
        }
        var databases = manifest.dumps().stream().map(Dump::database).toList();
        var held = spare.contents(databases, manifest.contents().depth());
        return manifest.differences(held);
    }

    /** Empty where every file is what was written. */
    Optional<Verified> flawed(Manifest manifest) throws IOException {
        var flaws = new ArrayList<String>();
        for (var file : manifest.files().toList()) {
            store.flaw(manifest.name(), file).ifPresent(flaws::add);
        }
        if (flaws.isEmpty()) {
            return Optional.empty();
        }
        var failed = manifest.with(new Proof.Failed(clock.instant(), String.join("; ", flaws)));
        store.replace(failed);
        return Optional.of(new Verified.Tried(failed, flaws));
    }

    /** Has the server come up that a backup will be restored into; of the backup it needs to know no more than this. */
    ComingServer coming(Database database, ServerFacts facts) {
        var sketch = new Manifest(
                new BackupName(database.name(), clock.instant()),
                database.engine(),
                facts,
                List.of(),
                List.of(),
                List.of(),
                Contents.none(Depth.FAST),
                new Proof.Untried());
        return ComingServer.by(() -> servers.throwaway(sketch));
    }

    /** With what came of trying; as it was where somebody interrupted that. */
    Manifest proved(Manifest manifest, ComingServer coming) {
        try {
            return tried(manifest, coming);
        } catch (InterruptedIOException asked) {
            return manifest;
        } catch (IOException e) {
            return noted(manifest.with(new Proof.Failed(clock.instant(), Reasons.of(e))));
        }
    }

    /** @throws IOException when it could not be tried, or not to its end */
    Manifest tried(Manifest manifest) throws IOException {
        try (var coming = ComingServer.by(() -> servers.throwaway(manifest))) {
            return tried(manifest, coming);
        }
    }

    private Manifest tried(Manifest manifest, ComingServer coming) throws IOException {
        progress.accept("  " + manifest.name() + ": restoring it into a throwaway container");
        return noted(manifest.with(prove(manifest, coming)));
    }

    private Manifest noted(Manifest proved) {
        try {
            store.replace(proved);
            return proved;
        } catch (IOException e) {
            var reason = "what came of its restore can't be written down: " + Reasons.of(e);
            return proved.with(new Proof.Failed(clock.instant(), reason));
        }
    }

    private Proof prove(Manifest manifest, ComingServer coming) throws IOException {
        try (var spare = coming.take()) {
            var differences = fill(spare, manifest);
            open(manifest);
            return differences.isEmpty()
                    ? new Proof.Proved(clock.instant())
                    : new Proof.Failed(clock.instant(), words(differences));
        } catch (Unrestorable e) {
            return new Proof.Failed(clock.instant(), Reasons.of(e));
        }
    }

    /** What stands around a database needs no server; a backup is restored without it, too. */
    private void open(Manifest manifest) throws IOException {
        for (var file : manifest.surroundings()) {
            try (var content = store.open(manifest.name(), file)) {
                content.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    static String words(List<String> differences) {
        return "what was restored is not the same: " + Contents.brief(differences);
    }
}
