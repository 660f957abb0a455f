package dev.berth.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a command speaks and listens: results to {@code out}, progress and complaints to {@code err}.
 *
 * @param terminal whether a person sits there: progress is drawn in place and questions can be asked
 */
public record Console(PrintWriter out, PrintWriter err, BufferedReader in, boolean terminal) {
    private static final long PATIENCE_MILLIS = 50;

    public void result(String text) {
        out.print(text);
        out.flush();
    }

    public void say(String text) {
        err.println(text);
        err.flush();
    }

    /** Whether a person typed {@code yes}; no, too, once {@code interrupted} while nobody types. */
    public boolean confirms(String question, BooleanSupplier interrupted) {
        return confirms(question, "yes", interrupted);
    }

    /** Whether a person typed a word. */
    public boolean confirms(String question, String word, BooleanSupplier interrupted) {
        err.print(question + " Type " + word + " to go on: ");
        err.flush();
        // Nothing ends a read of a terminal but a line, so it must not be what the command waits for.
        var answer = new FutureTask<@Nullable String>(in::readLine);
        var reader = new Thread(answer, "answer");
        reader.setDaemon(true);
        reader.start();
        while (!interrupted.getAsBoolean()) {
            try {
                var line = answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                return line != null && line.strip().equals(word);
            } catch (TimeoutException e) {
                continue;
            } catch (ExecutionException e) {
                throw new IllegalStateException("the terminal can't be read", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
