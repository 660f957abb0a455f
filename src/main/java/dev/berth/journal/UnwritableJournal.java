package dev.berth.journal;

/** A journal that can't take its first word of what is to come: nothing was done, since nothing is before it is written. */
public final class UnwritableJournal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason which word, where it was to go, and what kept it from there */
    public UnwritableJournal(String reason, Exception cause) {
        super(reason, cause);
    }

    /** What would lift it. */
    public String remedy() {
        return "make room there or make it writable; less than a megabyte is needed";
    }
}
