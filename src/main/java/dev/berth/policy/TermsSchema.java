package dev.berth.policy;

import dev.berth.policy.Shape.Items;
import dev.berth.policy.Shape.Struct;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields that say when and how a migration runs. */
final class TermsSchema {
    /** The choice that asks for a condition; {@code Optional} does without it. */
    static final String REQUIRED = "Required";

    private static final Leaf CONDITION = Leaf.choice(List.of("Optional", REQUIRED));

    /** {@code Mon} to {@code Sun}. */
    static final Map<String, DayOfWeek> DAYS = Stream.of(DayOfWeek.values())
            .collect(Collectors.toUnmodifiableMap(day -> Words.of(day).substring(0, 3), day -> day));

    private static final Struct TIER = Struct.of(
            Field.defaulted("namespace", Formats.LABEL, "default", "The other policy's namespace."),
            Field.required("policy", Formats.LABEL, "The other policy's name."),
            Field.defaulted("soak", Leaf.span("0s", "365d"), "0s", "How long it must have been Ready."));

    private static final Struct WINDOW = Struct.of(
            Field.optional(
                    "days",
                    new Items(
                            Leaf.choice(Stream.of(DayOfWeek.values())
                                    .map(day -> Words.of(day).substring(0, 3))
                                    .toList()),
                            1,
                            7,
                            Items.ITSELF),
                    "every day",
                    "The days on which the window begins."),
            Field.required("from", Formats.TIME, "When it begins."),
            Field.required("to", Formats.TIME, "When it ends; before `from` it passes midnight."),
            Field.defaulted("timeZone", Formats.ZONE, "UTC", "Whose clock that is."));

    static final Struct ROLLOUT = Struct.of(
            Field.optional(
                    "after",
                    new Items(TIER, 1, 16, ""),
                    "nothing",
                    "Policies of earlier tiers that must have been Ready for a while."),
            Field.optional("window", WINDOW, "any time", "The hours in which a migration may start."),
            Field.defaulted("approval", CONDITION, "Optional", "Whether somebody must approve the plan by its hash."),
            Field.defaulted("rehearse", CONDITION, "Optional", "Whether a rehearsal must have passed before."));

    static final Struct HOLD = Struct.of(
            Field.defaulted(
                    "mode",
                    Leaf.choice(Hold.Mode.class),
                    "Auto",
                    "Hold where the machine can, never, or refuse to move without it."),
            Field.defaulted(
                    "patience",
                    Leaf.span("0s", "24h"),
                    "0s",
                    "How long a move may wait, before it holds anybody, until no session stays busy for as long as `drain`."
                            + " Where that time runs out, or a session is busy at the wrong moment all the same, it goes back."),
            Field.defaulted(
                    "drain",
                    Leaf.span("0s", "1h"),
                    "15s",
                    "How long existing sessions may take to end, at most a third of `limit`."),
            Field.defaulted(
                    "limit",
                    Leaf.span("1s", "10m"),
                    "10s",
                    "The longest pause a client may feel. Where connections are held, or a PgBouncer is paused, the"
                            + " database must answer within two thirds of it from then on, or the move goes back;"
                            + " elsewhere within all of it from the stop on. One that takes longer to stop is waited"
                            + " for, never killed, and started again."));

    private static final Struct CALENDAR = Struct.of(
            Field.defaulted("daily", Leaf.whole("number", 1, 366), "7", "Of so many days the last one stays."),
            Field.defaulted("weekly", Leaf.whole("number", 0, 520), "4", "Of so many weeks the last one stays."),
            Field.defaulted("monthly", Leaf.whole("number", 0, 120), "12", "Of so many months the last one stays."));

    private static final Struct ENCRYPTION = Struct.of(
            Field.required(
                    "key",
                    ReferenceSchema.key(),
                    "The key of new backups, 32 bytes in base64 or hex, by reference; exactly one source."),
            Field.optional(
                    "oldKeys",
                    new Items(ReferenceSchema.key(), 1, 16, ""),
                    "none",
                    "Keys that older backups can still be read by."));

    static final Struct BACKUP = Struct.of(
            Field.required("folder", Formats.PATH, "Where backups go."),
            Field.optional("schedule", Formats.CRON, "only before a move", "When else they are taken."),
            Field.defaulted(
                    "keep",
                    new Shape.Either(Leaf.span("1h", "3650d"), CALENDAR),
                    "30d",
                    "How long they stay; or how many days, weeks and months with a backup keep one."),
            Field.defaulted("restoreTest", Leaf.flag(), "true", "Whether each is proved by a restore."),
            Field.optional("encryption", ENCRYPTION, "files lie unencrypted", "How their files are encrypted."));

    static final Struct VERIFY = Struct.of(
            Field.defaulted(
                    "fingerprint",
                    Leaf.choice(Verification.Fingerprint.class),
                    "Fast",
                    "How the contents before and after are compared."),
            Field.defaulted(
                    "maxFailedClients",
                    Formats.PERCENT,
                    "50%",
                    "More failing client probes than this share, and the migration goes back."));

    static final Struct SOAK = Struct.of(
            Field.defaulted("period", Leaf.span("0s", "365d"), "7d", "How long the migration can still be taken back."),
            Field.defaulted(
                    "retire",
                    Leaf.choice(Soak.Retire.class),
                    "WhenUnused",
                    "What lets the old port go after that: its last straggler, or a person."));

    static final Struct ROLLBACK = Struct.of(
            Field.defaulted(
                    "scope",
                    Leaf.choice(Rollback.Scope.class),
                    "Berth",
                    "One failure takes back the berths of its move alone, or all that the migration did."),
            Field.defaulted(
                    "limit",
                    Leaf.span("1s", "1h"),
                    "5m",
                    "How long a rollback may take. One that takes longer goes on to its end, and says so."));

    static final Struct NOTIFICATION = Struct.of(Field.required(
            "webhook",
            Struct.of(Field.required("url", ReferenceSchema.url(), "The address; exactly one source.")),
            "An HTTP address that gets a POST."));

    private TermsSchema() {}
}
