package dev.berth.cli;

import dev.berth.journal.DamagedJournal;
import dev.berth.report.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
        name = "berth",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Moves databases to their protected ports (7000–7999), and back when anything goes wrong.",
        footer = {"", "Start with: berth plan -f policy.yaml"})
public final class Berth {
    private Berth() {}

    /** Parses the words, runs the command and gives its exit code; every command but {@code run}. */
    public static int run(Workplace workplace, Console console, String... words) {
        return run(
                workplace,
                console,
                wish -> {
                    console.say("refused: run: this class path has no daemon — start it with deploy/berth run");
                    return ExitCode.REFUSED.code();
                },
                words);
    }

    /** The same with a daemon at hand. */
    public static int run(Workplace workplace, Console console, Keeper keeper, String... words) {
        var line = new CommandLine(new Berth());
        add(line, new PlanCommand(workplace, console));
        add(line, new ApplyCommand(workplace, console));
        add(line, new StatusCommand(workplace, console));
        add(line, new HealthCommand(workplace, console));
        add(line, new HistoryCommand(workplace, console));
        add(line, new RollbackCommand(workplace, console));
        add(line, new StragglersCommand(workplace, console));
        add(line, new RetireCommand(workplace, console));
        add(line, new RehearseCommand(workplace, console));
        add(line, new BackupCommand(workplace, console));
        add(line, new RestoreCommand(workplace, console));
        add(line, new ExportCommand(workplace, console));
        add(line, new RunCommand(keeper));
        line.setOut(console.out()).setErr(console.err());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            console.say(
                    failure instanceof DamagedJournal damaged
                            ? String.valueOf(damaged.getMessage())
                            : "unexpected error: " + failure);
            return failure instanceof DamagedJournal ? ExitCode.REFUSED.code() : ExitCode.UNEXPECTED.code();
        });
        if (words.length == 0) {
            line.usage(console.err());
            return ExitCode.INVALID.code();
        }
        return line.execute(words);
    }

    private static void add(CommandLine line, Callable<Integer> command) {
        var sub = new CommandLine(command);
        sub.addMixin("help", new Help());
        line.addSubcommand(sub);
    }

    /** Gives every command its {@code --help}. */
    @Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
    static final class Help {}
}
