package dev.berth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * Where a command speaks and listens: results to {@code out}, progress and complaints to {@code err}.
 *
 * @param terminal whether a person sits there: progress is drawn in place and questions can be asked
 */
public record Console(PrintWriter out, PrintWriter err, BufferedReader in, boolean terminal) {
    public void result(String text) {
        out.print(text);
        out.flush();
    }

    public void say(String text) {
        err.println(text);
        err.flush();
    }

    /** Whether a person typed {@code yes}. */
    public boolean confirms(String question) {
        err.print(question + " Type yes to go on: ");
        err.flush();
        try {
            var answer = in.readLine();
            return answer != null && answer.strip().equals("yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
