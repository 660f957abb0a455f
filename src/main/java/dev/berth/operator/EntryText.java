package dev.berth.operator;

import dev.berth.journal.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Entries of a journal as they stand in the status of a PortMigration, and back. */
final class EntryText {
    private static final int LONGEST = 1024;
    private static final String BY = ", by ";
    private static final String CLOSED = "Closed";

    private EntryText() {}

    /** When a migration was opened, by the API server's clock. */
    static Instant opened(PortMigration object) {
        return Instant.parse(object.getMetadata().getCreationTimestamp());
    }

    /** All entries but the first, which is the object itself. */
    static List<Entry> written(PortMigration object) {
        var status = object.getStatus();
        return status == null || status.entries() == null
                ? List.of()
                : status.entries().stream().map(EntryText::read).toList();
    }

    /** Whether it is over, whatever else stands in it. */
    static boolean isClosed(PortMigration object) {
        var status = object.getStatus();
        return status != null
                && status.entries() != null
                && status.entries().stream().anyMatch(entry -> entry.entry().equals(CLOSED));
    }

    static MigrationEntry of(Entry entry) {
        return new MigrationEntry(
                entry.at().toString(),
                entry.getClass().getSimpleName(),
                entry.about().orElse(null),
                shortened(detail(entry)));
    }

    private static String detail(Entry entry) {
        if (entry instanceof Entry.Applied applied) {
            return applied.evidence();
        }
        if (entry instanceof Entry.Found found) {
            return found.evidence();
        }
        if (entry instanceof Entry.Failed failed) {
            return failed.reason();
        }
        if (entry instanceof Entry.Recalled recalled) {
            return recalled.reason();
        }
        if (entry instanceof Entry.Approved approved) {
            return approved.how() + BY + approved.by();
        }
        return entry instanceof Entry.Closed closed ? closed.outcome() : "";
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST ? detail : detail.substring(0, LONGEST - 1) + "…";
    }

    private static Entry read(MigrationEntry entry) {
        Instant at = Instant.parse(entry.at());
        String step = Objects.requireNonNullElse(entry.step(), "");
        String detail = Objects.requireNonNullElse(entry.detail(), "");
        return switch (entry.entry()) {
            case "Approved" -> approved(at, detail);
            case "Began" -> new Entry.Began(at, step);
            case "Applied" -> new Entry.Applied(at, step, detail);
            case "Skipped" -> new Entry.Skipped(at, step);
            case "Found" -> new Entry.Found(at, step, detail);
            case "Failed" -> new Entry.Failed(at, step, detail);
            case "Recalled" -> new Entry.Recalled(at, detail);
            case "Undone" -> new Entry.Undone(at, step);
            case CLOSED -> new Entry.Closed(at, detail);
            default ->
                throw new IllegalArgumentException("no entry that this version of berth knows: " + entry.entry());
        };
    }

    private static Entry approved(Instant at, String detail) {
        int by = detail.lastIndexOf(BY);
        return by < 0
                ? new Entry.Approved(at, "", detail)
                : new Entry.Approved(at, detail.substring(by + BY.length()), detail.substring(0, by));
    }
}
