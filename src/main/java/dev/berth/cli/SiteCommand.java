package dev.berth.cli;

import dev.berth.cycle.Cycle;
import dev.berth.cycle.Site;
import dev.berth.journal.Journal;
import dev.berth.observe.Observation;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.report.DecisionReport;
import dev.berth.report.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that does something for each policy: opens them, ends what was interrupted, prints one result. */
abstract class SiteCommand implements Callable<Integer> {
    /** For the help of the commands that only look otherwise. */
    static final String ENDS_FIRST =
            "An interrupted migration is ended first: it goes on, or back where the policy changed;"
                    + " exit 21 where it can't.";

    private final Workplace workplace;
    private final Console console;
    private final Results results;
    private final Groundwork groundwork;

    @Mixin
    private CommonOptions common = new CommonOptions();

    SiteCommand(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
        this.results = new Results(workplace, console);
        this.groundwork = new Groundwork(workplace, console);
    }

    /** What the command does for one policy. */
    abstract ExitCode run(Site site, Cycle cycle);

    /** The migration that somebody's end left half-way, where it must come to its own before the command does its work. */
    Optional<Journal> endsFirst(Cycle cycle) {
        return cycle.interrupted();
    }

    /** Whether it may go ahead while another run is at work. */
    boolean onlyLooks() {
        return false;
    }

    /** Which policies have a turn, the first first. */
    List<Site> turns(List<Site> sites) {
        return sites;
    }

    /** Why none of those whose turn it would be has one. */
    Optional<Refusal> against(List<Site> turns) {
        return Optional.empty();
    }

    /** Whatever passes through it, the results until then are printed: they are of what was done. */
    @Override
    public Integer call() {
        try {
            return code(workplace.open(common.request())).code();
        } catch (RuntimeException unexpected) {
            results.broken(unexpected);
            throw unexpected;
        } finally {
            results.print(common.format());
        }
    }

    private ExitCode code(Workplace.Opening opening) {
        if (opening instanceof Workplace.Opening.Invalid invalid) {
            return results.reject(invalid.violations());
        }
        if (opening instanceof Workplace.Opening.Unable unable) {
            return refuse(unable.refusal());
        }
        var sites = turns(((Workplace.Opening.Open) opening).sites());
        var against = against(sites);
        if (against.isPresent()) {
            return refuse(against.get());
        }
        var turns = new PolicyTurns(this, results);
        var code = ExitCode.OK;
        for (var site : sites) {
            code = code.or(turns.taken(site));
        }
        return code;
    }

    Groundwork groundwork() {
        return groundwork;
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
        results.document(document);
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
        return results.refuse(refusals);
    }

    /** Prints a decision that the command does not act on. */
    ExitCode tell(Site site, Decision decision) {
        text(DecisionReport.text(site.policy(), decision));
        return results.tell(site.policy(), decision);
    }

    ExitCode blind(Observation<?> observation) {
        return blind("docker", observation);
    }

    ExitCode blind(String subject, Observation<?> observation) {
        var blind = (Observation.Blind<?>) observation;
        return refuse(new Refusal(subject, blind.reason(), blind.remedy()));
    }
}
