package dev.berth.backup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Restores backups over live servers, whose clients have been stopped.
 *
 * @param fresh takes a backup of what is there now, and proves it
 */
record Replacing(
        BackupStore store, Servers servers, Proving proving, Supplier<Taken> fresh, Consumer<String> progress) {
    Restored over(Manifest manifest) {
        var unable = Takeover.unable(manifest);
        if (unable.isPresent()) {
            return unable.get();
        }
        Takeover takeover;
        try {
            var refusal = refusal(manifest);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            takeover = servers.over(manifest);
        } catch (IOException e) {
            return refused(e);
        }
        Restored outcome;
        try (takeover) {
            outcome = begun(takeover, manifest);
        }
        return outcome instanceof Restored.BrokenOff off
                ? new Restored.BrokenOff(off.reason(), servers.left())
                : outcome;
    }

    /** Everything that can be known before the server is asked for more than its word. */
    private Optional<Restored> refusal(Manifest manifest) throws IOException {
        var missing = store.missing(manifest);
        if (missing.isPresent()) {
            return Optional.of(
                    new Restored.Refused(missing.get().reason(), missing.get().remedy()));
        }
        if (proving.flawed(manifest).isPresent()) {
            return Optional.of(new Restored.Refused(
                    "its files are not what was written", "berth backup --verify names them; take another backup"));
        }
        servers.sweep();
        var need = new Room.Need(servers.room(), manifest.server().bytes() + Room.SERVER);
        return Room.tight(List.of(need)).map(tight -> new Restored.Refused(tight, Backups.MAKE_ROOM));
    }

    private Restored begun(Takeover takeover, Manifest manifest) {
        Optional<Manifest> former;
        try {
            var others = takeover.others();
            if (!others.isEmpty()) {
                return new Restored.Refused(
                        "others are connected: " + String.join("; ", others),
                        "stop them first, and whoever starts them again");
            }
            former = takeover.keepsFormer() ? Optional.empty() : Optional.of(kept());
        } catch (IOException e) {
            return refused(e);
        }
        try {
            progress.accept("  " + manifest.name() + ": laying it ready, unseen");
            takeover.lay(file -> () -> store.open(manifest.name(), file));
            var differences = takeover.differences();
            if (!differences.isEmpty()) {
                return new Restored.BrokenOff(Proving.words(differences), List.of());
            }
            progress.accept("  " + manifest.name() + ": the same as the backup; putting it in place");
            return new Restored.Over(takeover.done(former));
        } catch (Takeover.Torn e) {
            return new Restored.Stuck(Reasons.of(e), former.map(Manifest::name));
        } catch (IOException e) {
            return new Restored.BrokenOff(Reasons.of(e), new ArrayList<>());
        }
    }

    /** What nothing else would hold any more. */
    private Manifest kept() throws IOException {
        progress.accept("  first a backup of what is there now");
        var taken = fresh.get();
        if (!(taken instanceof Taken.Kept kept)) {
            throw new IOException("no backup of what is there now can be had: " + words(taken));
        }
        if (!kept.manifest().proof().proved()) {
            throw new IOException(
                    "the backup of what is there now, " + kept.manifest().name() + ", is not proved");
        }
        if (!kept.manifest().contents().counted().isEmpty()) {
            throw new IOException("somebody wrote while what is there now was backed up");
        }
        return kept.manifest();
    }

    private static String words(Taken taken) {
        if (taken instanceof Taken.Nothing nothing) {
            return nothing.reason();
        }
        return taken instanceof Taken.Refused refused ? refused.reason() : ((Taken.BrokenOff) taken).reason();
    }

    private static Restored refused(IOException failure) {
        return new Restored.Refused(Reasons.of(failure), "lift that, and run berth restore again");
    }
}
