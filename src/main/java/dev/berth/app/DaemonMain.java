package dev.berth.app;

import dev.berth.adapter.file.Locking;
import dev.berth.adapter.file.StateFolder;
import dev.berth.cli.Berth;
import dev.berth.cli.Console;
import dev.berth.cli.Keeper;
import dev.berth.cli.Workplace.Request;
import dev.berth.report.ExitCode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.BindException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The entry point of {@code berth run}, the one command that starts Quarkus. */
@QuarkusMain
public final class DaemonMain {
    private DaemonMain() {}

    public static void main(String[] words) {
        var console = Main.console();
        int code;
        try (var harbour = new Harbour(System.getenv(), Clock.systemUTC(), () -> false)) {
            code = Berth.run(harbour, console, wish -> keep(console, wish, words), words);
        }
        System.exit(code);
    }

    private static int keep(Console console, Keeper.Wish wish, String... words) {
        return wish.charge() instanceof Keeper.Folders folders
                ? keep(console, wish, folders.request(), words)
                : run(console, wish, Arrays.copyOfRange(words, 1, words.length));
    }

    /** The locks of a daemon's state folders end with its process. */
    private static int keep(Console console, Keeper.Wish wish, Request request, String... words) {
        for (var path : request.policies()) {
            if (!Files.exists(path)) {
                console.say("“" + path + "” — an existing file or folder; there is none of this name");
                return ExitCode.INVALID.code();
            }
        }
        var claims = new ArrayList<Locking>();
        for (var state : Fleet.states(request)) {
            var claim = state.claim(Clock.systemUTC());
            var refusal = refusal(state, claim);
            if (refusal.isPresent()) {
                console.say("refused: state: " + refusal.get());
                return ExitCode.REFUSED.code();
            }
            claims.add(claim);
        }
        int code = run(console, wish, Arrays.copyOfRange(words, 1, words.length));
        return claims.isEmpty() ? ExitCode.UNEXPECTED.code() : code;
    }

    private static int run(Console console, Keeper.Wish wish, String... words) {
        settings(wish).forEach(System::setProperty);
        var code = new AtomicInteger();
        Quarkus.run(
                Bridge.class,
                (ended, failure) -> code.set(Optional.ofNullable(failure)
                        .map(reason -> told(console, wish, reason).code())
                        .orElse(ended)),
                words);
        return code.get();
    }

    /** A port that somebody has is the one fault that a person brings about; any other is ours. */
    private static ExitCode told(Console console, Keeper.Wish wish, Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof BindException) {
            console.say("refused: http: " + wish.host() + ":" + wish.port() + " can't be had: " + root.getMessage()
                    + " — end who has it, or name another with --http");
            return ExitCode.REFUSED;
        }
        console.say("unexpected error: " + root);
        return ExitCode.UNEXPECTED;
    }

    private static Optional<String> refusal(StateFolder state, Locking claim) {
        if (claim instanceof Locking.Unusable unusable) {
            return Optional.of(unusable.flaw().toString());
        }
        return claim instanceof Locking.Busy busy
                ? Optional.of("another daemon keeps the folder " + state.path() + ": it is " + busy
                        + " — end that one, or name another folder with --state")
                : Optional.empty();
    }

    /** Quarkus reads .env and config/ where it takes itself to be; where berth is started those are somebody else's. */
    private static Map<String, String> settings(Keeper.Wish wish) {
        return Map.of(
                "user.dir", System.getProperty("java.home"),
                "quarkus.http.host", wish.host(),
                "quarkus.http.port", String.valueOf(wish.port()),
                "quarkus.log.console.json.enabled", String.valueOf(wish.json()));
    }
}
