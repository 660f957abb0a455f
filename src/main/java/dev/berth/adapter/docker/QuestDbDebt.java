package dev.berth.adapter.docker;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The release of a checkpoint, which is known by when it began: a QuestDB forgets one at a restart, and the next may be
 * somebody else's.
 *
 * @param from when it began at the earliest, by the server's clock in microseconds
 * @param until when it began at the latest
 */
record QuestDbDebt(long from, long until) {
    private static final String RELEASE = "CHECKPOINT RELEASE";
    private static final Pattern TEXT = Pattern.compile(RELEASE + "\\R(\\d{1,18}) (\\d{1,18})\\s*");

    /** From the question for a checkpoint to its beginning; a clock may also be put back in between. */
    private static final long SOON = Duration.ofSeconds(10).toNanos() / 1000;

    /** Of one that is about to be asked for. */
    static QuestDbDebt asked(long now) {
        return new QuestDbDebt(now - SOON, now + SOON);
    }

    /** Of one that was made. */
    static QuestDbDebt made(long begun) {
        return new QuestDbDebt(begun, begun);
    }

    /** A note without a time is one of whatever checkpoint is open. */
    static QuestDbDebt of(String text) {
        var noted = TEXT.matcher(text);
        return noted.matches()
                ? new QuestDbDebt(Long.parseLong(noted.group(1)), Long.parseLong(noted.group(2)))
                : new QuestDbDebt(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The first line is for people. */
    String text() {
        return RELEASE + "\n" + from + " " + until;
    }

    boolean covers(long begun) {
        return from <= begun && begun <= until;
    }
}
