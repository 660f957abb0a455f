package dev.berth.report;

import dev.berth.backup.BackupStore.Shelf;
import dev.berth.backup.Bytes;
import dev.berth.backup.Manifest;
import dev.berth.backup.Proof;
import dev.berth.backup.Taken;
import dev.berth.backup.Verified;
import dev.berth.engine.Contents;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Backups for people and programs.
 *
 * @param paint marks what must not be overlooked
 */
public record BackupReport(Paint paint) {
    /** How a warning looks. */
    public enum Paint {
        /** Red, on a terminal. */
        RED,
        /** As it is. */
        PLAIN
    }

    public String list(Shelf shelf) {
        if (shelf.backups().isEmpty() && shelf.unreadable().isEmpty()) {
            return "  no backups yet\n";
        }
        var table = new Table().row("BACKUP", "ENGINE", "HOLDS", "SIZE", "PROOF");
        shelf.backups()
                .forEach(backup -> table.row(
                        backup.name(),
                        backup.engine().word() + " " + backup.server().version().split(" ")[0],
                        holds(backup),
                        size(backup),
                        words(backup.proof())));
        var text = new StringBuilder(table.toString());
        shelf.unreadable()
                .forEach(flaw ->
                        text.append("  ").append(warning("no backup: " + flaw)).append('\n'));
        return text.toString();
    }

    /** A backup that is there. */
    public String kept(Taken.Kept kept, Duration elapsed) {
        var manifest = kept.manifest();
        var text = new StringBuilder(manifest.name() + ": " + holds(manifest) + ", " + size(manifest) + " in "
                + Durations.words(elapsed) + "; " + words(manifest.proof()) + "\n");
        manifest.lacking()
                .ifPresent(what -> text.append("  ").append(warning(what)).append('\n'));
        text.append(unknown(manifest.contents()));
        kept.removed().forEach(old -> text.append("  removed ").append(old).append(", kept long enough\n"));
        kept.left().forEach(rest -> text.append("  ").append(left(rest)).append('\n'));
        return text.toString();
    }

    private static String size(Manifest manifest) {
        var keys = manifest.keys().isEmpty() ? "" : " encrypted by key " + String.join(", ", manifest.keys());
        return Bytes.words(manifest.bytes()) + keys;
    }

    private static String holds(Manifest manifest) {
        long parts = manifest.dumps().size();
        return switch (manifest.engine()) {
                    case POSTGRESQL, TIMESCALEDB -> parts + " databases, ";
                    case QDRANT -> parts + " collections, ";
                    case HTTP, EXPORTER, TCP -> parts + " volumes, ";
                    case REDIS, QUESTDB -> "";
                }
                + manifest.contents().rows() + " " + manifest.engine().unit();
    }

    /** What a proof says little or nothing of. */
    private String unknown(Contents contents) {
        var text = new StringBuilder();
        if (!contents.counted().isEmpty()) {
            text.append("  ")
                    .append(warning("compared by their number alone: " + Contents.brief(contents.counted())))
                    .append('\n');
        }
        if (!contents.unread().isEmpty()) {
            text.append("  not compared: ")
                    .append(Contents.brief(List.copyOf(contents.unread())))
                    .append('\n');
        }
        return text.toString();
    }

    public String verified(Verified verified) {
        var manifest = verified.manifest();
        if (verified instanceof Verified.Untried untried) {
            return manifest.name() + ": its restore could not be tried: " + untried.reason() + "; as before, "
                    + words(manifest.proof()) + "\n";
        }
        var flaws = ((Verified.Tried) verified).flaws();
        var uncompared = manifest.uncompared().map(what -> "; " + what).orElse("");
        return manifest.name() + ": "
                + (flaws.isEmpty()
                        ? manifest.files().count() + " files are as written; " + words(manifest.proof()) + uncompared
                        : warning("NOT PROVED") + ": " + String.join("; ", flaws))
                + "\n";
    }

    /** What broke off, and whether anything of it is left. */
    public static String brokenOff(String what, String reason, List<String> left) {
        return left.isEmpty()
                ? what + " broke off, and nothing of it is left: " + reason
                : what + " broke off: " + reason + "; " + left(String.join("; ", left));
    }

    /** Why a backup that was to be proved does not count. */
    public static String unproved(Manifest manifest) {
        return "backup " + manifest.name()
                + (manifest.proof() instanceof Proof.Failed failed
                        ? " was taken and can't be restored: " + failed.reason()
                        : " was taken, and its restore was not tried to its end");
    }

    /** What a sentence ends with that tells of such things; nothing where there are none. */
    public static String left(List<String> rest) {
        return rest.isEmpty() ? "" : "; " + left(String.join("; ", rest));
    }

    /** Something that is not as it should be, and who sets it right. */
    public static String left(String rest) {
        return "left: " + rest + "; the next run removes it";
    }

    private String words(Proof proof) {
        if (proof instanceof Proof.Proved proved) {
            return "proved by a restore at " + proved.at();
        }
        return warning("NOT PROVED")
                + (proof instanceof Proof.Failed failed ? ": " + failed.reason() : ": it was never restored");
    }

    private String warning(String words) {
        return paint == Paint.RED ? "\u001b[31m" + words + "\u001b[0m" : words;
    }

    public static Map<String, Object> document(Manifest manifest) {
        var proof = manifest.proof();
        return Document.of(
                "backup", manifest.name().toString(),
                "database", manifest.name().database(),
                "taken", manifest.name().taken().toString(),
                "engine", manifest.engine().word(),
                "version", manifest.server().version(),
                "identity", manifest.server().identity(),
                "databases",
                        manifest.dumps().stream().map(dump -> dump.database()).toList(),
                "closed", manifest.server().closed(),
                "rows", manifest.contents().rows(),
                "bytes", manifest.bytes(),
                "keys", manifest.keys(),
                "proved", proof.proved(),
                "provedAt", proof instanceof Proof.Proved proved ? proved.at().toString() : "",
                "reason", proof instanceof Proof.Failed failed ? failed.reason() : "");
    }
}
