package dev.berth.app;

import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import dev.berth.report.ExitCode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The entry point of every command. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        var interruption = new Interruption();
        interruption.listen();
        var console = console();
        int code = ExitCode.UNEXPECTED.code();
        try (var harbour = new Harbour(System.getenv(), Clock.systemUTC(), interruption::requested)) {
            code = Berth.run(harbour, console, words);
        } catch (Throwable e) {
            // Errors, too: the shutdown waits for the word below, and would wait for ever.
            console.say("unexpected error: " + e);
        }
        interruption.exit(code);
    }

    /** The process's own. */
    static Console console() {
        return new Console(
                writer(System.out),
                writer(System.err),
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                new Keyboard(System.console()).attended());
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
