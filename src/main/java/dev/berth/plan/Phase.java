package dev.berth.plan;

/** The phases of a migration, in order. Everything up to VERIFY can be undone; CLEAN_UP only goes forward. */
public enum Phase {
    PREPARE,
    SWITCH,
    VERIFY,
    SOAK,
    CLEAN_UP
}
