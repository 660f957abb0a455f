package dev.berth.journal;

/**
 * A journal that can't be believed: berth changes nothing until a person has made it whole or put it away.
 *
 * <p>A torn tail is no damage; it is what a crash leaves, and nobody was ever told that it was written.
 */
public final class DamagedJournal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final long offset;
    private final String reason;

    /**
     * @param line counted from 1
     * @param offset bytes before the line
     * @param found what is wrong there
     */
    public DamagedJournal(String file, int line, long offset, String found) {
        super(reason(file, line, offset, found)
                + " — restore the file from a backup, or look at the databases by hand and move it out of its folder"
                + " (docs/journal.md, “A damaged journal”); until then nothing is changed");
        this.file = file;
        this.line = line;
        this.offset = offset;
        this.reason = reason(file, line, offset, found);
    }

    private static String reason(String file, int line, long offset, String found) {
        return "the journal " + file + " is damaged at line " + line + " (byte " + offset + "): " + found;
    }

    /** Where it is damaged, and how. */
    public String reason() {
        return reason;
    }

    /** Where stands what would lift it. */
    public String remedy() {
        return "see docs/journal.md";
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    public long offset() {
        return offset;
    }
}
