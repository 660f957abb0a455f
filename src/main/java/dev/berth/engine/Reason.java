package dev.berth.engine;

import java.io.EOFException;

/** Words a failure for a person, in one line. */
final class Reason {
    private Reason() {}

    /** What the innermost cause says: drivers wrap the fact in layers that only say that something failed. */
    static String of(Throwable failure) {
        var innermost = failure;
        for (var cause = failure;
                cause != null && !(innermost instanceof DeadlineSocket.OverdueException);
                cause = cause.getCause()) {
            innermost = cause;
        }
        var message = innermost.getMessage();
        if (innermost instanceof EOFException || message == null || message.isBlank()) {
            return innermost instanceof EOFException
                    ? "the connection was closed before an answer"
                    : innermost.getClass().getSimpleName();
        }
        return line(message);
    }

    /** The message without line breaks and runs of blanks. */
    static String line(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
