package dev.berth.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

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

    /** A failure in words for people; that somebody asked to end stays told apart. */
    static IOException failure(String words, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException)) {
                var interruption = new InterruptedIOException("interrupted");
                interruption.initCause(failure);
                return interruption;
            }
        }
        return new IOException(words, failure);
    }

    static IOException failure(Throwable failure) {
        return failure(of(failure), failure);
    }

    /** The message without line breaks and runs of blanks. */
    static String line(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
