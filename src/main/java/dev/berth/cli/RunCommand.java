package dev.berth.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stays and keeps the databases of many policies in their berths. */
@Command(
        name = "run",
        description = "Stay: watch policies, files and containers, and keep every database in its berth.",
        footer = {
            "",
            "It moves by itself what mode: Enforce lets it; mode: Plan waits for berth apply --approve.",
            "-o json writes its log to stderr as one JSON document a line.",
            "Exit codes: 143 ended by TERM, 2 wrong usage, 3 another daemon has the state folder.",
            "Example: berth run -f /etc/berth --state /var/lib/berth"
        })
public final class RunCommand implements Callable<Integer> {
    private static final int LARGEST_PORT = 65535;

    private final Keeper keeper;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:7300",
            description = "Where health, metrics and the read-only API answer (default: 127.0.0.1:7300).")
    private String http = "";

    @Spec
    private @Nullable CommandSpec spec;

    RunCommand(Keeper keeper) {
        this.keeper = keeper;
    }

    /** What the words of a command say that was understood before. */
    public static Keeper.Wish wish(String... words) {
        var command = new RunCommand(wish -> 0);
        new CommandLine(command).parseArgs(words);
        return command.wish();
    }

    @Override
    public Integer call() {
        return keeper.keep(wish());
    }

    private Keeper.Wish wish() {
        if (common.format() == CommonOptions.Format.yaml) {
            throw wrong("-o yaml is nothing for a log; text or json");
        }
        int colon = http.lastIndexOf(':');
        var port = http.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
            throw wrong("--http " + http + " is no HOST:PORT, such as 127.0.0.1:7300");
        }
        var host = http.substring(0, colon).replaceAll("^\\[|]$", "");
        return new Keeper.Wish(
                common.request(), host, Integer.parseInt(port), common.format() == CommonOptions.Format.json);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
