package dev.berth.app;

import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** An entry point that says at one of its {@link Moments} that it is there, and does nothing more until it is killed. */
final class Waylaid {
    /** What it says then. */
    static final String HERE = "waylaid: ";

    private Waylaid() {}

    /** @param words a pattern of the moment, which of those that match, counted from 1, and the command */
    public static void main(String[] words) {
        var moment = Pattern.compile(words[0]);
        var left = new AtomicInteger(Integer.parseInt(words[1]));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var console = new Console(out, out, new BufferedReader(new StringReader("")), false);
        var moments = new Moments(now -> {
            if (moment.matcher(now).matches() && left.decrementAndGet() == 0) {
                out.println(HERE + now);
                forEver();
            }
        });
        try (var harbour = new Harbour(System.getenv(), Clock.systemUTC(), () -> false, moments)) {
            System.exit(Berth.run(harbour, console, Arrays.copyOfRange(words, 2, words.length)));
        }
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
