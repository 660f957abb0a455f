package dev.berth.app;

import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One run of the command line in this process. */
record Session(int code, String out, String err) {
    static Session run(Path policy, String command, String... words) {
        return run(() -> false, policy, command, words);
    }

    static Session run(BooleanSupplier interrupted, Path policy, String command, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader("")),
                false);
        var all = new java.util.ArrayList<>(java.util.List.of(command, "-f", policy.toString()));
        all.addAll(java.util.List.of(words));
        try (var harbour = new Harbour(Map.of(), Clock.systemUTC(), interrupted)) {
            int code = Berth.run(harbour, console, all.toArray(String[]::new));
            return new Session(code, out.toString(), err.toString());
        }
    }
}
