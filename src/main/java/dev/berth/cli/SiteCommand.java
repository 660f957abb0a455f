package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.execute.Outcome;
import dev.berth.journal.Journal;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.DecisionReport;
import dev.berth.report.ExitCode;
import dev.berth.report.OutcomeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that does something for each policy: opens them, ends what was interrupted, prints one result. */
abstract class SiteCommand implements Callable<Integer> {
    private final Workplace workplace;
    private final Console console;
    private final List<Map<String, Object>> documents = new ArrayList<>();

    @Mixin
    private CommonOptions common = new CommonOptions();

    SiteCommand(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
    }

    /** What the command does for one policy. */
    abstract ExitCode run(Site site, Cycle cycle);

    /** What happens to a migration that somebody's end left half-way, before the command does its own work. */
    Outcome recover(Cycle cycle, Journal journal) {
        console.say("going on with " + journal.name() + ", which was interrupted");
        return cycle.recover(journal);
    }

    /** Which policy comes first. */
    List<Site> inOrder(List<Site> sites) {
        return sites;
    }

    @Override
    public Integer call() {
        var opening = workplace.open(common.request());
        if (opening instanceof Workplace.Opening.Invalid invalid) {
            console.say(DecisionReport.violations(invalid.violations()).stripTrailing());
            document(Map.of("state", "invalid", "violations", DecisionReport.documents(invalid.violations())));
            return finish(ExitCode.INVALID);
        }
        if (opening instanceof Workplace.Opening.Unable unable) {
            return finish(refuse(unable.refusal()));
        }
        var code = ExitCode.OK;
        for (var site : inOrder(((Workplace.Opening.Open) opening).sites())) {
            code = worse(code, guarded(site));
            if (workplace.interrupted()) {
                break;
            }
        }
        return finish(code);
    }

    private ExitCode guarded(Site site) {
        var locking = workplace.lock(site);
        if (locking instanceof Workplace.Locking.Busy busy) {
            return refuse(busy.refusal());
        }
        try {
            var cycle = cycle(site);
            var half = cycle.interrupted();
            if (half.isPresent() && recovered(cycle, half.get()) instanceof Outcome.Stuck stuck) {
                document(OutcomeReport.document(stuck, half.get(), Duration.ZERO));
                return ExitCode.STUCK;
            }
            return run(site, cycle);
        } finally {
            ((Workplace.Locking.Held) locking).release().run();
        }
    }

    private Outcome recovered(Cycle cycle, Journal journal) {
        var start = now();
        var outcome = recover(cycle, journal);
        var elapsed = Duration.between(start, now());
        console.say(OutcomeReport.text(outcome, journal, elapsed).stripTrailing());
        return outcome;
    }

    Cycle cycle(Site site) {
        return new Cycle(site, workplace.clock(), workplace::interrupted, new StepLines(console, workplace.clock()));
    }

    Workplace workplace() {
        return workplace;
    }

    Console console() {
        return console;
    }

    Instant now() {
        return workplace.clock().instant();
    }

    /** Keeps a policy's result for the one document of {@code -o json} or {@code -o yaml}. */
    void document(Map<String, Object> document) {
        documents.add(document);
    }

    /** Prints text at once, unless a document was asked for. */
    void text(String text) {
        if (common.format() == CommonOptions.Format.text) {
            console.result(text);
        }
    }

    ExitCode refuse(Refusal... refusals) {
        return refuse(List.of(refusals));
    }

    ExitCode refuse(List<Refusal> refusals) {
        console.say(DecisionReport.refusals(refusals).stripTrailing());
        document(Map.of("state", "refused", "refusals", DecisionReport.refusalDocuments(refusals)));
        return ExitCode.REFUSED;
    }

    ExitCode blind(Observation<?> observation) {
        var blind = (Observation.Blind<?>) observation;
        return refuse(new Refusal("docker", blind.reason(), blind.remedy()));
    }

    private Integer finish(ExitCode code) {
        if (common.format() != CommonOptions.Format.text) {
            Object document = documents.size() == 1 ? documents.get(0) : policies();
            console.result(
                    common.format() == CommonOptions.Format.json
                            ? workplace.json(document) + "\n"
                            : workplace.yaml(document));
        }
        return code.code();
    }

    private Map<String, Object> policies() {
        var all = new LinkedHashMap<String, Object>();
        all.put("policies", documents);
        return all;
    }

    private static ExitCode worse(ExitCode one, ExitCode other) {
        return one.code() >= other.code() ? one : other;
    }
}
