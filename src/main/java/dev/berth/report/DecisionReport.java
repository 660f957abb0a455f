package dev.berth.report;

import dev.berth.plan.Decision;
import dev.berth.policy.Policy;
import dev.berth.policy.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A planner's decision for people and programs, with the exit code of {@code plan}. */
public final class DecisionReport {
    private DecisionReport() {}

    public static ExitCode code(Decision decision) {
        if (decision instanceof Decision.Pending) {
            return ExitCode.PENDING;
        }
        if (decision instanceof Decision.Invalid) {
            return ExitCode.INVALID;
        }
        return decision instanceof Decision.Refused ? ExitCode.REFUSED : ExitCode.OK;
    }

    public static String text(Policy policy, Decision decision) {
        if (decision instanceof Decision.Pending pending) {
            return PlanReport.text(pending.plan());
        }
        if (decision instanceof Decision.InSync inSync) {
            return policy.namespace() + "/" + policy.name() + ": in sync, every database is in its berth\n"
                    + inSync.warnings().stream()
                            .map(warning -> "  warning: " + warning + "\n")
                            .collect(Collectors.joining());
        }
        return "";
    }

    /** What goes to stderr: everything that is wrong, or all that speaks against moving. */
    public static String complaint(Decision decision) {
        if (decision instanceof Decision.Invalid invalid) {
            return violations(invalid.violations());
        }
        return decision instanceof Decision.Refused refused ? refusals(refused.refusals()) : "";
    }

    /** The first of them, and how many more there are. */
    static String first(List<Violation> violations) {
        int more = violations.size() - 1;
        return violations.get(0) + (more == 0 ? "" : "; and " + more + " more");
    }

    public static String violations(List<Violation> violations) {
        return violations.stream().map(violation -> violation + "\n").collect(Collectors.joining())
                + PlanReport.count(violations.size(), "violation") + "; nothing was changed\n";
    }

    public static String refusals(List<Decision.Refusal> refusals) {
        return refusals.stream().map(refusal -> "refused: " + refusal + "\n").collect(Collectors.joining())
                + "nothing was changed\n";
    }

    public static Map<String, Object> document(Policy policy, Decision decision) {
        if (decision instanceof Decision.Pending pending) {
            return PlanReport.document(pending.plan());
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("policy", policy.name());
        document.put("namespace", policy.namespace());
        if (decision instanceof Decision.InSync inSync) {
            document.put("state", "inSync");
            document.put("warnings", inSync.warnings());
        } else if (decision instanceof Decision.Invalid invalid) {
            document.put("state", "invalid");
            document.put("violations", documents(invalid.violations()));
        } else if (decision instanceof Decision.Refused refused) {
            document.put("state", "refused");
            document.put("refusals", refusalDocuments(refused.refusals()));
        }
        return document;
    }

    public static List<Map<String, Object>> refusalDocuments(List<Decision.Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> Document.of(
                        "subject", refusal.subject(), "reason", refusal.reason(), "remedy", refusal.remedy()))
                .toList();
    }

    public static List<Map<String, Object>> documents(List<Violation> violations) {
        return violations.stream()
                .map(violation -> Document.of(
                        "file", violation.mark().file(),
                        "line", violation.mark().line(),
                        "path", violation.path(),
                        "value", violation.value(),
                        "allowed", violation.allowed()))
                .toList();
    }
}
