package dev.berth.cli;

import dev.berth.journal.DamagedJournal;
import dev.berth.plan.Decision;
import dev.berth.plan.Decision.Refusal;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import dev.berth.report.DecisionReport;
import dev.berth.report.Document;
import dev.berth.report.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a command has to say: text at once, or one document at its end; complaints always to stderr. */
final class Results {
    private final Workplace workplace;
    private final Console console;
    private final List<Map<String, Object>> documents = new ArrayList<>();

    Results(Workplace workplace, Console console) {
        this.workplace = workplace;
        this.console = console;
    }

    void document(Map<String, Object> document) {
        documents.add(document);
    }

    ExitCode refuse(List<Refusal> refusals) {
        console.say(DecisionReport.refusals(refusals).stripTrailing());
        refused(refusals);
        return ExitCode.REFUSED;
    }

    /** A journal that can't be believed says for itself what to do, and that nothing is changed until then. */
    ExitCode refuse(Policy policy, DamagedJournal damaged) {
        console.say(String.valueOf(damaged.getMessage()));
        refused(List.of(new Refusal(policy.name(), damaged.reason(), damaged.remedy())));
        return ExitCode.REFUSED;
    }

    private void refused(List<Refusal> refusals) {
        document(Document.of("state", "refused", "refusals", DecisionReport.refusalDocuments(refusals)));
    }

    /** What nobody foresaw; whoever catches it says it to people. */
    void broken(RuntimeException unexpected) {
        document(Document.of("state", "unexpected", "reason", unexpected.toString()));
    }

    ExitCode reject(List<Violation> violations) {
        console.say(DecisionReport.violations(violations).stripTrailing());
        document(Document.of("state", "invalid", "violations", DecisionReport.documents(violations)));
        return ExitCode.INVALID;
    }

    /** A decision that a command does not act on. */
    ExitCode tell(Policy policy, Decision decision) {
        document(DecisionReport.document(policy, decision));
        var complaint = DecisionReport.complaint(decision);
        if (!complaint.isEmpty()) {
            console.say(complaint.stripTrailing());
        }
        return DecisionReport.code(decision);
    }

    /** Prints the one document, where one was asked for. */
    void print(CommonOptions.Format format) {
        if (format != CommonOptions.Format.text) {
            var document = documents.size() == 1 ? documents.get(0) : policies();
            console.result(
                    format == CommonOptions.Format.json ? workplace.json(document) + "\n" : workplace.yaml(document));
        }
    }

    private Map<String, Object> policies() {
        var all = new LinkedHashMap<String, Object>();
        all.put("policies", documents);
        return all;
    }
}
