package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.ExitCode;
import dev.berth.report.HistoryReport;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists migrations, or one of them step by step. */
@Command(
        name = "history",
        description = "List migrations, or one of them entry by entry.",
        footer = {"", "Example: berth history -f policy.yaml research-stack-1"})
final class HistoryCommand extends SiteCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "MIGRATION", description = "One migration's name.")
    private @Nullable String name;

    HistoryCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return true;
    }

    @Override
    ExitCode run(Site site, Cycle cycle) {
        var all = cycle.all();
        if (name == null) {
            text(HistoryReport.text(all));
            var document = new LinkedHashMap<String, Object>();
            document.put("policy", site.policy().name());
            document.put("migrations", all.stream().map(HistoryReport::document).toList());
            document(document);
            return ExitCode.OK;
        }
        var found = all.stream().filter(journal -> journal.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            var names = all.stream().map(journal -> journal.name()).toList();
            return refuse(new Refusal(
                    site.policy().name(),
                    "there is no migration “" + name + "”",
                    names.isEmpty() ? "no migration was made yet" : "one of " + String.join(", ", names)));
        }
        text(HistoryReport.entries(found.get()));
        document(HistoryReport.document(found.get()));
        return ExitCode.OK;
    }
}
