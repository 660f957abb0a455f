package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.journal.Journal;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.EvidenceReport;
import dev.berth.report.ExitCode;
import dev.berth.report.HistoryReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists migrations, or one of them step by step. */
@Command(
        name = "history",
        description = "List migrations, or one of them entry by entry.",
        footer = {
            "",
            SiteCommand.ENDS_FIRST,
            "Exit codes: 0 told, 2 wrong usage or invalid policy, 3 no such migration, or the bundle can't be written.",
            "Example: berth history -f policy.yaml research-stack-1 --bundle evidence.tar.zst"
        })
final class HistoryCommand extends SiteCommand {
    private static final String SUFFIX = ".tar.zst";

    @Parameters(index = "0", arity = "0..1", paramLabel = "MIGRATION", description = "One migration's name.")
    private @Nullable String name;

    @Option(
            names = "--bundle",
            paramLabel = "FILE.tar.zst",
            description =
                    "Also pack all that proves how the migration went: plan, approval, timings, changes, contents.")
    private @Nullable Path bundle;

    @Spec
    private @Nullable CommandSpec spec;

    HistoryCommand(Workplace workplace, Console console) {
        super(workplace, console);
    }

    @Override
    boolean onlyLooks() {
        return true;
    }

    @Override
    public Integer call() {
        if (bundle != null && (name == null || !bundle.toString().endsWith(SUFFIX))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--bundle needs a migration's name, and a file that ends with " + SUFFIX + ", not " + bundle);
        }
        return super.call();
    }

    @Override
    List<Site> turns(List<Site> sites) {
        var wanted = name;
        return wanted == null ? sites : Named.among(sites, site -> Named.migration(cycle(site), wanted));
    }

    /** A bundle holds one migration; a second one would take its place. */
    @Override
    Optional<Refusal> against(List<Site> turns) {
        var wanted = name;
        return bundle == null || wanted == null
                ? Optional.empty()
                : Named.several(turns, wanted, site -> Named.migration(cycle(site), wanted));
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
        if (bundle != null) {
            var unwritten = workplace().bundle(bundle, found.get().name(), pieces(site, found.get()));
            if (unwritten.isPresent()) {
                return refuse(unwritten.get());
            }
            console().say("packed into " + bundle);
        }
        text(HistoryReport.entries(found.get()));
        document(HistoryReport.document(found.get()));
        return ExitCode.OK;
    }

    private Map<String, String> pieces(Site site, Journal journal) {
        var pieces = new TreeMap<>(EvidenceReport.texts(journal));
        var documents = new TreeMap<>(EvidenceReport.documents(journal));
        documents.putAll(backups(site, journal));
        documents.forEach((file, document) -> pieces.put(file, workplace().json(document) + "\n"));
        return pieces;
    }

    private Map<String, Map<String, Object>> backups(Site site, Journal journal) {
        var wish = site.policy().backup();
        if (wish.isEmpty()) {
            return Map.of();
        }
        try {
            var shelf = workplace().backups(site, wish.get(), console()::say).shelf();
            return EvidenceReport.backups(journal, shelf);
        } catch (IOException e) {
            console().say("note: no manifest of a backup is in the bundle: " + e.getMessage());
            return Map.of();
        }
    }
}
