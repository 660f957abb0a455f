package dev.berth.backup;

/** What came of restoring a backup beside the live server. */
public sealed interface Restored {
    /** It stands there, and holds what the backup holds. */
    record Beside(SpareServer.Kept kept) implements Restored {}

    /** It was not begun. */
    record Refused(String reason, String remedy) implements Restored {}

    /** It broke off, and nothing of it stayed. */
    record BrokenOff(String reason) implements Restored {}
}
